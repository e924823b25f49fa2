<?php
/**
 * Speaks to the service.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Calls of ReplyGuard's own API, each within the time limit. A service that could not be reached is
 * left alone for some seconds, so that not every visitor waits for it.
 */
class ReplyGuard_Client {

	const AWAY         = 'replyguard_away';
	const AWAY_SECONDS = 10;

	/**
	 * The settings.
	 *
	 * @var ReplyGuard_Options
	 */
	private $options;

	/**
	 * A client.
	 *
	 * @param ReplyGuard_Options $options The settings.
	 */
	public function __construct( ReplyGuard_Options $options ) {
		$this->options = $options;
	}

	/**
	 * Has a comment judged.
	 *
	 * @param array $comment As POST /v1/comments takes it.
	 * @return array|WP_Error The judgement.
	 */
	public function judge( array $comment ) {
		return $this->call( 'POST', '/v1/comments', $comment );
	}

	/**
	 * What is known of a comment.
	 *
	 * @param string $id The comment's id at ReplyGuard.
	 * @return array|WP_Error The judgement as it holds now.
	 */
	public function find( $id ) {
		return $this->call( 'GET', '/v1/comments/' . rawurlencode( $id ) );
	}

	/**
	 * Tells what somebody has decided here.
	 *
	 * @param string $id      The comment's id at ReplyGuard.
	 * @param array  $verdict As POST /v1/comments/{id}/verdict takes it.
	 * @return array|WP_Error
	 */
	public function tell( $id, array $verdict ) {
		return $this->call( 'POST', '/v1/comments/' . rawurlencode( $id ) . '/verdict', $verdict );
	}

	/**
	 * Puts a decided comment before the moderators again.
	 *
	 * @param string $id The comment's id at ReplyGuard.
	 * @return array|WP_Error
	 */
	public function reopen( $id ) {
		return $this->call( 'POST', '/v1/comments/' . rawurlencode( $id ) . '/reopen', new stdClass() );
	}

	/**
	 * Scores a harmless text, of which nothing is stored: shows whether address and key are right.
	 *
	 * @return string|WP_Error The model's name.
	 */
	public function test() {
		delete_transient( self::AWAY );
		$body   = array( 'comments' => array( array( 'text' => 'Thank you, I had never seen it that way.' ) ) );
		$answer = $this->call( 'POST', '/v1/scores', $body );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		return isset( $answer['model'] ) ? (string) $answer['model'] : '?';
	}

	/**
	 * One call.
	 *
	 * @param string     $method GET or POST.
	 * @param string     $path   Path of the API.
	 * @param mixed      $body   What to send as JSON.
	 * @return array|WP_Error The answer; the error's data has the HTTP status where there was one.
	 */
	private function call( $method, $path, $body = null ) {
		if ( ! $this->options->is_complete() ) {
			return new WP_Error( 'replyguard_unset', __( 'Address and key are not set yet.', 'replyguard' ) );
		}
		if ( get_transient( self::AWAY ) ) {
			return new WP_Error( 'replyguard_away', __( 'ReplyGuard could not be reached just now.', 'replyguard' ) );
		}
		$request = array(
			'method'      => $method,
			'timeout'     => (float) $this->options->get( 'timeout' ),
			'redirection' => 0,
			'user-agent'  => 'WordPress/' . get_bloginfo( 'version' ) . ' | ReplyGuard/' . REPLYGUARD_VERSION,
			'headers'     => array(
				'Authorization' => 'Bearer ' . $this->options->get( 'key' ),
				'Accept'        => 'application/json',
			),
		);
		if ( null !== $body ) {
			$request['headers']['Content-Type'] = 'application/json';
			$request['body']                    = wp_json_encode( $body, JSON_INVALID_UTF8_SUBSTITUTE );
		}
		$response = wp_remote_request( $this->options->get( 'url' ) . $path, $request );
		if ( is_wp_error( $response ) ) {
			set_transient( self::AWAY, 1, self::AWAY_SECONDS );
			return $response;
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = json_decode( wp_remote_retrieve_body( $response ), true );
		if ( 200 === $status && is_array( $answer ) ) {
			return $answer;
		}
		return new WP_Error( 'replyguard_status', $this->complaint( $status, $answer ), array( 'status' => $status ) );
	}

	/**
	 * An error in words.
	 *
	 * @param int   $status The HTTP status.
	 * @param mixed $answer What came with it.
	 * @return string
	 */
	private function complaint( $status, $answer ) {
		if ( 401 === $status ) {
			return __( 'ReplyGuard does not know this key.', 'replyguard' );
		}
		if ( 200 === $status || ! is_array( $answer ) || ! isset( $answer['detail'] ) ) {
			/* translators: %d: an HTTP status. */
			return sprintf( __( 'What answers at this address is not ReplyGuard (HTTP status %d).', 'replyguard' ), $status );
		}
		$fields = isset( $answer['errors'] ) ? wp_list_pluck( $answer['errors'], 'message', 'field' ) : array();
		$detail = $answer['detail'];
		foreach ( $fields as $field => $message ) {
			$detail .= '; ' . $field . ': ' . $message;
		}
		/* translators: 1: an HTTP status, 2: what the service says. */
		return sprintf( __( 'ReplyGuard answers with status %1$d: %2$s', 'replyguard' ), $status, $detail );
	}
}
