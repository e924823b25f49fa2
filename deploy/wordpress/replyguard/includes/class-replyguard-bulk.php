<?php
/**
 * Judges old comments.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Comments > ReplyGuard: goes through the comments, a few a request, and shows how far it has come.
 */
class ReplyGuard_Bulk {

	const PAGE = 'replyguard-bulk';

	/**
	 * How many comments one request takes.
	 */
	const STEP = 10;

	/**
	 * The settings.
	 *
	 * @var ReplyGuard_Options
	 */
	private $options;

	/**
	 * What judges comments.
	 *
	 * @var ReplyGuard_Gate
	 */
	private $gate;

	/**
	 * Over its collaborators.
	 *
	 * @param ReplyGuard_Options $options The settings.
	 * @param ReplyGuard_Gate    $gate    What judges comments.
	 */
	public function __construct( ReplyGuard_Options $options, ReplyGuard_Gate $gate ) {
		$this->options = $options;
		$this->gate    = $gate;
	}

	/**
	 * Takes part in what WordPress does.
	 */
	public function add_hooks() {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Adds the page to the menu.
	 */
	public function add_page() {
		add_comments_page( __( 'Check old comments', 'replyguard' ), 'ReplyGuard', 'moderate_comments', self::PAGE, array( $this, 'show' ) );
	}

	/**
	 * Loads the page's script.
	 *
	 * @param string $hook The page that is shown.
	 */
	public function enqueue( $hook ) {
		if ( 'comments_page_' . self::PAGE !== $hook ) {
			return;
		}
		wp_enqueue_script( self::PAGE, plugins_url( 'assets/bulk.js', REPLYGUARD_FILE ), array( 'wp-api-fetch', 'wp-i18n' ), REPLYGUARD_VERSION, true );
		wp_set_script_translations( self::PAGE, 'replyguard', plugin_dir_path( REPLYGUARD_FILE ) . 'languages' );
	}

	/**
	 * Registers the route that does one step.
	 */
	public function register() {
		register_rest_route(
			ReplyGuard_Webhook::NAMESPACE,
			'/bulk',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'step' ),
				'permission_callback' => static function () {
					return current_user_can( 'moderate_comments' );
				},
				'args'                => array(
					'after' => array(
						'type'    => 'integer',
						'minimum' => 0,
						'default' => 0,
					),
					'scope' => array(
						'type'    => 'string',
						'enum'    => array( 'hold', 'approve' ),
						'default' => 'hold',
					),
					'apply' => array(
						'type'    => 'boolean',
						'default' => false,
					),
				),
			)
		);
	}

	/**
	 * The page.
	 */
	public function show() {
		?>
		<div class="wrap">
			<h1><?php esc_html_e( 'Check old comments', 'replyguard' ); ?></h1>
			<?php if ( ! $this->options->is_complete() ) : ?>
				<div class="notice notice-warning"><p><?php esc_html_e( 'Address and key are not set yet.', 'replyguard' ); ?></p></div>
			<?php endif; ?>
			<form id="replyguard-bulk">
				<p>
					<label for="replyguard-scope"><?php esc_html_e( 'Comments that are', 'replyguard' ); ?></label>
					<select id="replyguard-scope" name="scope">
						<option value="hold"><?php esc_html_e( 'pending', 'replyguard' ); ?></option>
						<option value="approve"><?php esc_html_e( 'published', 'replyguard' ); ?></option>
					</select>
				</p>
				<p>
					<label><input type="checkbox" name="apply" value="1">
						<?php esc_html_e( 'Change their status, too. Otherwise the verdict is only shown.', 'replyguard' ); ?></label>
				</p>
				<p><button class="button button-primary"><?php esc_html_e( 'Start', 'replyguard' ); ?></button></p>
				<p><label for="replyguard-progress" class="screen-reader-text"><?php esc_html_e( 'Progress', 'replyguard' ); ?></label>
					<progress id="replyguard-progress" max="1" value="0" style="width:20rem"></progress></p>
				<p id="replyguard-said" role="status"></p>
			</form>
		</div>
		<?php
	}

	/**
	 * One step.
	 *
	 * @param WP_REST_Request $request Where to go on, and with what.
	 * @return array|WP_Error How far it has come.
	 */
	public function step( WP_REST_Request $request ) {
		$after   = $request['after'];
		$scope   = $request['scope'];
		$changed = 0;
		$checked = 0;
		$found   = $this->comments_after( $after, $scope );
		foreach ( $found as $comment ) {
			if ( $this->gate->concerns( $comment->to_array() ) ) {
				$outcome = $this->gate->judge( $comment );
				if ( is_wp_error( $outcome ) && ReplyGuard_Gate::is_to_be_repeated( $outcome ) ) {
					return new WP_Error( 'replyguard_away', $outcome->get_error_message(), array( 'status' => 503 ) );
				}
				++$checked;
				if ( $request['apply'] && ! is_wp_error( $outcome ) && $this->gate->apply( $comment, $outcome ) ) {
					++$changed;
				}
			}
			$after = (int) $comment->comment_ID;
		}
		return array(
			'after'   => $after,
			'checked' => $checked,
			'changed' => $changed,
			'left'    => $this->left( $after, $scope ),
			'done'    => count( $found ) < self::STEP,
		);
	}

	/**
	 * The next comments.
	 *
	 * @param int    $after The number of the last one.
	 * @param string $scope hold or approve.
	 * @return WP_Comment[]
	 */
	private function comments_after( $after, $scope ) {
		global $wpdb;
		// WP_Comment_Query cannot go on after a number, and pages would shift while statuses change.
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		$ids = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT comment_ID FROM {$wpdb->comments} WHERE comment_ID > %d AND comment_approved = %s ORDER BY comment_ID LIMIT %d",
				$after,
				'approve' === $scope ? '1' : '0',
				self::STEP
			)
		);
		return array_filter( array_map( 'get_comment', $ids ) );
	}

	/**
	 * How many are left.
	 *
	 * @param int    $after The number of the last one.
	 * @param string $scope hold or approve.
	 * @return int
	 */
	private function left( $after, $scope ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery
		return (int) $wpdb->get_var(
			$wpdb->prepare(
				"SELECT COUNT(*) FROM {$wpdb->comments} WHERE comment_ID > %d AND comment_approved = %s",
				$after,
				'approve' === $scope ? '1' : '0'
			)
		);
	}
}
