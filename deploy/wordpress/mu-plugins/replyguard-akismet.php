<?php
/**
 * Plugin Name: Akismet by ReplyGuard
 * Description: Has the Akismet plugin ask ReplyGuard, at REPLYGUARD_URL in wp-config.php.
 * License:     GPL-2.0-or-later
 */

add_filter(
	'pre_http_request',
	static function ( $answer, $request, $url ) {
		if ( ! preg_match( '#^https?://([^/]+\.)?rest\.akismet\.com(?::\d+)?(/.*)$#i', $url, $part ) ) {
			return $answer;
		}
		unset( $request['headers']['Host'] );
		return wp_remote_request( rtrim( REPLYGUARD_URL, '/' ) . $part[2], $request );
	},
	10,
	3
);
