<?php
/**
 * Takes in what ReplyGuard tells.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * POST /wp-json/replyguard/v1/webhook: signed as the Standard Webhooks specification has it.
 */
class ReplyGuard_Webhook {

	const NAMESPACE = 'replyguard/v1';

	/**
	 * How old a message may be, in seconds.
	 */
	const TOLERANCE = 300;

	/**
	 * The settings.
	 *
	 * @var ReplyGuard_Options
	 */
	private $options;

	/**
	 * What takes decisions over.
	 *
	 * @var ReplyGuard_Sync
	 */
	private $sync;

	/**
	 * Over its collaborators.
	 *
	 * @param ReplyGuard_Options $options The settings.
	 * @param ReplyGuard_Sync    $sync    What takes decisions over.
	 */
	public function __construct( ReplyGuard_Options $options, ReplyGuard_Sync $sync ) {
		$this->options = $options;
		$this->sync    = $sync;
	}

	/**
	 * Takes part in what WordPress does.
	 */
	public function add_hooks() {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * The address that ReplyGuard is to be told.
	 *
	 * @return string
	 */
	public static function url() {
		return rest_url( self::NAMESPACE . '/webhook' );
	}

	/**
	 * Registers the route.
	 */
	public function register() {
		register_rest_route(
			self::NAMESPACE,
			'/webhook',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'receive' ),
				'permission_callback' => array( $this, 'check_signature' ),
			)
		);
	}

	/**
	 * Whether ReplyGuard has sent it, just now.
	 *
	 * @param WP_REST_Request $request The message.
	 * @return true|WP_Error
	 */
	public function check_signature( WP_REST_Request $request ) {
		$secret = (string) $this->options->get( 'webhook_secret' );
		$key    = base64_decode( preg_replace( '/^whsec_/', '', $secret ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode
		if ( '' === $secret || ! $key ) {
			return new WP_Error( 'replyguard_no_secret', __( 'No webhook secret is set.', 'replyguard' ), array( 'status' => 403 ) );
		}
		$time     = (string) $request->get_header( 'webhook-timestamp' );
		$signed   = $request->get_header( 'webhook-id' ) . '.' . $time . '.' . $request->get_body();
		$expected = 'v1,' . base64_encode( hash_hmac( 'sha256', $signed, $key, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode
		if ( ctype_digit( $time ) && abs( time() - (int) $time ) <= self::TOLERANCE ) {
			foreach ( explode( ' ', (string) $request->get_header( 'webhook-signature' ) ) as $given ) {
				if ( hash_equals( $expected, $given ) ) {
					return true;
				}
			}
		}
		return new WP_Error( 'replyguard_signature', __( 'The signature is not that of ReplyGuard.', 'replyguard' ), array( 'status' => 401 ) );
	}

	/**
	 * Takes a message in. What this site itself has told ReplyGuard comes back here, too, and ends here.
	 *
	 * @param WP_REST_Request $request The message.
	 * @return array What came of it.
	 */
	public function receive( WP_REST_Request $request ) {
		$event = $request->get_json_params();
		$type  = isset( $event['type'] ) ? $event['type'] : '';
		$by    = isset( $event['by']['kind'] ) ? $event['by']['kind'] : '';
		if ( ! in_array( $type, array( 'comment.decided', 'comment.undone' ), true ) || 'site' === $by
			|| ! isset( $event['comment'], $event['verdict'], $event['at'] ) ) {
			return array( 'taken' => false );
		}
		$comment = ReplyGuard_Record::comment_of( (string) $event['comment'] );
		return array(
			'taken' => $comment && $this->sync->decided_there( $comment, (string) $event['verdict'], (string) $event['at'] ),
		);
	}
}
