<?php
/**
 * Plugin Name: Support of tests
 * Description: Lets tests comment as fast as they can, and without signing in over REST.
 */

add_filter( 'comment_flood_filter', '__return_false', 99 );
add_action(
	'akismet_comment_check_response',
	static function ( $response ) {
		// Older versions of the Akismet plugin do not keep it.
		update_option( 'of_tests_guid', $response[0]['x-akismet-guid'] ?? '' );
	}
);
add_filter( 'rest_allow_anonymous_comments', '__return_true' );
