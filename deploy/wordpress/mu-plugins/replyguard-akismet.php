<?php
/**
 * Plugin Name: Akismet by ReplyGuard
 * Description: Has the Akismet plugin ask ReplyGuard, at REPLYGUARD_URL in wp-config.php.
 * License:     GPL-2.0-or-later
 */

add_filter(
	'pre_http_request',
	static function ( $answer, $request, $url ) {
		// The plugin's own test of the connection names an address of Akismet's instead of its host.
		$host = ( (array) $request['headers'] )['Host'] ?? wp_parse_url( $url, PHP_URL_HOST );
		if ( ! preg_match( '/(^|\.)rest\.akismet\.com$/i', (string) $host ) ) {
			return $answer;
		}
		unset( $request['headers']['Host'] );
		$answer = wp_remote_request( preg_replace( '#^https?://[^/]+#i', untrailingslashit( REPLYGUARD_URL ), $url ), $request );
		if ( str_ends_with( $url, '/comment-check' ) && ! wp_remote_retrieve_header( $answer, 'x-akismet-guid' ) ) {
			// Nobody has checked it. Without a guid version 5.5 of the plugin publishes it then; so it is held.
			$headers = array( 'x-akismet-guid' => wp_generate_uuid4(), 'x-akismet-error' => 'unreachable' );
			return array( 'headers' => $headers, 'body' => '', 'response' => array( 'code' => 503, 'message' => '' ), 'cookies' => array() );
		}
		return $answer;
	},
	10,
	3
);

// What waits for a moderator is not to be published because none came by.
add_action( 'init', static fn() => remove_action( 'akismet_approval_fallback', array( 'Akismet', 'approval_fallback' ) ), 99 );
