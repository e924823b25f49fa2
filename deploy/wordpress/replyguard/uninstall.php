<?php
/**
 * Leaves nothing of the plugin behind; comments keep the status they have.
 *
 * @package ReplyGuard
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Cleans one site up.
 */
function replyguard_uninstall_site() {
	delete_option( 'replyguard' );
	delete_transient( 'replyguard_away' );
	wp_clear_scheduled_hook( 'replyguard_catch_up' );
	foreach ( array( 'id', 'result', 'due', 'unsent', 'wordpress', 'set', 'own' ) as $name ) {
		delete_metadata( 'comment', 0, '_replyguard_' . $name, '', true );
	}
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $replyguard_site ) {
		switch_to_blog( $replyguard_site );
		replyguard_uninstall_site();
		restore_current_blog();
	}
} else {
	replyguard_uninstall_site();
}
