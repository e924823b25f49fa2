<?php
/**
 * The settings page.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Settings > ReplyGuard, with a test of the connection.
 */
class ReplyGuard_Settings {

	const PAGE = 'replyguard';

	/**
	 * The settings.
	 *
	 * @var ReplyGuard_Options
	 */
	private $options;

	/**
	 * The service.
	 *
	 * @var ReplyGuard_Client
	 */
	private $client;

	/**
	 * Over its collaborators.
	 *
	 * @param ReplyGuard_Options $options The settings.
	 * @param ReplyGuard_Client  $client  The service.
	 */
	public function __construct( ReplyGuard_Options $options, ReplyGuard_Client $client ) {
		$this->options = $options;
		$this->client  = $client;
	}

	/**
	 * Takes part in what WordPress does.
	 */
	public function add_hooks() {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'admin_init', array( $this, 'register' ) );
		add_action( 'admin_post_replyguard_test', array( $this, 'test' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( REPLYGUARD_FILE ), array( $this, 'add_link' ) );
	}

	/**
	 * Adds the page to the menu.
	 */
	public function add_page() {
		add_options_page( 'ReplyGuard', 'ReplyGuard', 'manage_options', self::PAGE, array( $this, 'show' ) );
	}

	/**
	 * Adds a link to the list of plugins.
	 *
	 * @param string[] $links The links.
	 * @return string[]
	 */
	public function add_link( $links ) {
		$link = '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'replyguard' ) . '</a>';
		array_unshift( $links, $link );
		return $links;
	}

	/**
	 * Tells WordPress of the option and gives the privacy policy a paragraph.
	 */
	public function register() {
		register_setting(
			self::PAGE,
			ReplyGuard_Options::NAME,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( $this->options, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
		wp_add_privacy_policy_content(
			'ReplyGuard',
			wp_kses_post(
				wpautop(
					__( 'What you write in a comment, with your name, e-mail address, website, IP address and browser, is checked for abuse and spam by ReplyGuard, a service on our own servers. It keeps e-mail and IP addresses only as keyed hashes.', 'replyguard' )
				)
			)
		);
	}

	/**
	 * Tests the connection and comes back to the page.
	 */
	public function test() {
		check_admin_referer( 'replyguard_test' );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not do this.', 'replyguard' ), 403 );
		}
		$model = $this->client->test();
		if ( is_wp_error( $model ) ) {
			/* translators: %s: what went wrong. */
			$message = sprintf( __( 'The connection does not work: %s', 'replyguard' ), $model->get_error_message() );
			add_settings_error( self::PAGE, 'test', $message, 'error' );
		} else {
			/* translators: %s: the name of the model. */
			$message = sprintf( __( 'The connection works. The model is %s.', 'replyguard' ), $model );
			add_settings_error( self::PAGE, 'test', $message, 'success' );
		}
		set_transient( 'settings_errors', get_settings_errors(), 30 );
		wp_safe_redirect( add_query_arg( 'settings-updated', 'true', self::url() ) );
		exit;
	}

	/**
	 * The page.
	 */
	public function show() {
		?>
		<div class="wrap">
			<h1>ReplyGuard</h1>
			<form action="options.php" method="post">
				<?php settings_fields( self::PAGE ); ?>
				<table class="form-table" role="presentation">
					<?php
					$this->row( 'url', __( 'Address', 'replyguard' ), array( $this, 'url_field' ) );
					$this->row( 'key', __( 'Site key', 'replyguard' ), array( $this, 'secret_field' ) );
					$this->row( 'timeout', __( 'Time limit', 'replyguard' ), array( $this, 'timeout_field' ) );
					$this->row( 'when_away', __( 'When ReplyGuard cannot be reached', 'replyguard' ), array( $this, 'choice_field' ) );
					$this->row( 'approve', __( 'What ReplyGuard approves', 'replyguard' ), array( $this, 'choice_field' ) );
					$this->row( 'reject', __( 'What ReplyGuard rejects', 'replyguard' ), array( $this, 'choice_field' ) );
					$this->row( 'pings', __( 'Trackbacks and pingbacks', 'replyguard' ), array( $this, 'pings_field' ) );
					$this->row( 'webhook_secret', __( 'Webhook secret', 'replyguard' ), array( $this, 'secret_field' ) );
					?>
				</table>
				<?php submit_button(); ?>
			</form>
			<h2><?php esc_html_e( 'Connection', 'replyguard' ); ?></h2>
			<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
				<input type="hidden" name="action" value="replyguard_test">
				<?php
				wp_nonce_field( 'replyguard_test' );
				submit_button( __( 'Test the connection', 'replyguard' ), 'secondary', 'submit', true );
				?>
			</form>
			<p>
				<?php
				/* translators: %s: an address. */
				echo wp_kses_post( sprintf( __( 'ReplyGuard tells this site what moderators decide there when it has a webhook to %s. Without one, it is asked every five minutes.', 'replyguard' ), '<code>' . esc_html( ReplyGuard_Webhook::url() ) . '</code>' ) );
				?>
			</p>
		</div>
		<?php
	}

	/**
	 * One row of the table.
	 *
	 * @param string   $name  The setting.
	 * @param string   $label What it is called.
	 * @param callable $field Shows its field.
	 */
	private function row( $name, $label, $field ) {
		echo '<tr><th scope="row"><label for="replyguard-' . esc_attr( $name ) . '">' . esc_html( $label ) . '</label></th><td>';
		call_user_func( $field, $name );
		echo '</td></tr>';
	}

	/**
	 * The attributes that every field has.
	 *
	 * @param string $name The setting.
	 */
	private function attributes( $name ) {
		printf(
			'id="replyguard-%1$s" name="%2$s[%1$s]" %3$s',
			esc_attr( $name ),
			esc_attr( ReplyGuard_Options::NAME ),
			disabled( $this->options->is_constant( $name ), true, false )
		);
	}

	/**
	 * Where the service is.
	 *
	 * @param string $name The setting.
	 */
	public function url_field( $name ) {
		?>
		<input type="url" class="regular-text code" placeholder="http://127.0.0.1:8080"
			value="<?php echo esc_attr( $this->options->get( $name ) ); ?>" <?php $this->attributes( $name ); ?>>
		<p class="description"><?php esc_html_e( 'Where this server reaches ReplyGuard.', 'replyguard' ); ?></p>
		<?php
	}

	/**
	 * A secret, which is never shown again.
	 *
	 * @param string $name The setting.
	 */
	public function secret_field( $name ) {
		$is_set = '' !== $this->options->get( $name );
		?>
		<input type="password" class="regular-text code" autocomplete="off" value=""
			placeholder="<?php echo esc_attr( $is_set ? __( 'set; leave empty to keep it', 'replyguard' ) : '' ); ?>"
			<?php $this->attributes( $name ); ?>>
		<?php
	}

	/**
	 * How long a visitor may have to wait.
	 *
	 * @param string $name The setting.
	 */
	public function timeout_field( $name ) {
		?>
		<input type="number" class="small-text" min="0.2" max="10" step="0.1"
			value="<?php echo esc_attr( $this->options->get( $name ) ); ?>" <?php $this->attributes( $name ); ?>>
		<?php
		esc_html_e( 'seconds that a visitor waits at most', 'replyguard' );
	}

	/**
	 * One of several.
	 *
	 * @param string $name The setting.
	 */
	public function choice_field( $name ) {
		$choices = array(
			'when_away' => array(
				'hold'      => __( 'hold comments until they have been judged', 'replyguard' ),
				'wordpress' => __( 'leave the decision to WordPress', 'replyguard' ),
			),
			'approve'   => array(
				'wordpress' => __( 'is published unless WordPress holds it', 'replyguard' ),
				'publish'   => __( 'is published', 'replyguard' ),
			),
			'reject'    => array(
				'spam'  => __( 'goes to spam', 'replyguard' ),
				'trash' => __( 'goes to the trash', 'replyguard' ),
				'hold'  => __( 'waits for a moderator', 'replyguard' ),
			),
		);
		echo '<select ';
		$this->attributes( $name );
		echo '>';
		foreach ( $choices[ $name ] as $value => $label ) {
			echo '<option value="' . esc_attr( $value ) . '" ' . selected( $this->options->get( $name ), $value, false ) . '>' . esc_html( $label ) . '</option>';
		}
		echo '</select>';
	}

	/**
	 * Whether pings are judged.
	 *
	 * @param string $name The setting.
	 */
	public function pings_field( $name ) {
		?>
		<input type="checkbox" value="1" <?php checked( $this->options->get( $name ) ); ?> <?php $this->attributes( $name ); ?>>
		<?php
		esc_html_e( 'are judged, too', 'replyguard' );
	}

	/**
	 * The page's address.
	 *
	 * @return string
	 */
	private static function url() {
		return admin_url( 'options-general.php?page=' . self::PAGE );
	}
}
