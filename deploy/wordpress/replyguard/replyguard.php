<?php
/**
 * Plugin Name:       ReplyGuard
 * Description:       Judges comments on your own server: what is fine is published, what is doubtful waits for a moderator, what is abuse or spam is kept out.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       replyguard
 * Domain Path:       /languages
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

define( 'REPLYGUARD_VERSION', '0.1.0' );
define( 'REPLYGUARD_FILE', __FILE__ );

foreach ( array( 'options', 'client', 'record', 'gate', 'sync', 'webhook', 'highlight', 'settings', 'screens', 'bulk', 'health' ) as $replyguard_part ) {
	require_once __DIR__ . '/includes/class-replyguard-' . $replyguard_part . '.php';
}
unset( $replyguard_part );

/**
 * Puts the parts together, once WordPress has loaded its plugins.
 */
function replyguard_start() {
	load_plugin_textdomain( 'replyguard', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );

	$options = new ReplyGuard_Options();
	$client  = new ReplyGuard_Client( $options );
	$gate    = new ReplyGuard_Gate( $options, $client );
	$sync    = new ReplyGuard_Sync( $options, $client, $gate );

	$gate->add_hooks();
	$sync->add_hooks();
	( new ReplyGuard_Webhook( $options, $sync ) )->add_hooks();
	( new ReplyGuard_Bulk( $options, $gate ) )->add_hooks();
	( new ReplyGuard_Health( $options, $client ) )->add_hooks();
	if ( is_admin() ) {
		( new ReplyGuard_Settings( $options, $client ) )->add_hooks();
		( new ReplyGuard_Screens( $gate ) )->add_hooks();
	}
}
add_action( 'plugins_loaded', 'replyguard_start' );

register_activation_hook( __FILE__, array( 'ReplyGuard_Sync', 'activate' ) );
register_deactivation_hook( __FILE__, array( 'ReplyGuard_Sync', 'deactivate' ) );
