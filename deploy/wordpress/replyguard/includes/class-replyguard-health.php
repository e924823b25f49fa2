<?php
/**
 * Site health.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Tells under Tools > Site Health whether comments are being judged.
 */
class ReplyGuard_Health {

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
		add_filter( 'site_status_tests', array( $this, 'add_test' ) );
		add_filter( 'debug_information', array( $this, 'add_information' ) );
	}

	/**
	 * Adds the test.
	 *
	 * @param array $tests The tests.
	 * @return array
	 */
	public function add_test( $tests ) {
		$tests['direct']['replyguard'] = array(
			'label' => 'ReplyGuard',
			'test'  => array( $this, 'test' ),
		);
		return $tests;
	}

	/**
	 * Asks the service, and counts what is left to be done.
	 *
	 * @return array The result, as site health shows it.
	 */
	public function test() {
		$model = $this->client->test();
		$due   = count( ReplyGuard_Record::find( 'due', 100, array( 'fields' => 'ids' ) ) );
		if ( is_wp_error( $model ) ) {
			$status = 'critical';
			$label  = __( 'ReplyGuard does not judge comments', 'replyguard' );
			$text   = $model->get_error_message();
		} elseif ( $due > 0 ) {
			$status = 'recommended';
			$label  = __( 'Some comments wait to be judged by ReplyGuard', 'replyguard' );
			/* translators: %d: a number of comments. */
			$text = sprintf( _n( '%d comment is to be sent again. This is done every five minutes, where WordPress has its cron run.', '%d comments are to be sent again. This is done every five minutes, where WordPress has its cron run.', $due, 'replyguard' ), $due );
		} else {
			$status = 'good';
			$label  = __( 'ReplyGuard judges comments', 'replyguard' );
			/* translators: %s: the name of the model. */
			$text = sprintf( __( 'The service answers; its model is %s.', 'replyguard' ), $model );
		}
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => __( 'Comments', 'replyguard' ),
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( $text ) . '</p>',
			'actions'     => '',
			'test'        => 'replyguard',
		);
	}

	/**
	 * Adds what helps to find a fault, without secrets.
	 *
	 * @param array $information What is shown already.
	 * @return array
	 */
	public function add_information( $information ) {
		$fields = array(
			'version' => array(
				'label' => __( 'Version', 'replyguard' ),
				'value' => REPLYGUARD_VERSION,
			),
		);
		foreach ( array( 'url', 'timeout', 'when_away', 'approve', 'reject' ) as $name ) {
			$fields[ $name ] = array(
				'label' => $name,
				'value' => (string) $this->options->get( $name ),
			);
		}
		$information['replyguard'] = array(
			'label'  => 'ReplyGuard',
			'fields' => $fields,
		);
		return $information;
	}
}
