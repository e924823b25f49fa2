<?php
/**
 * Where comments come in.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Has every new comment judged, once, and turns the verdict into a status.
 *
 * A comment comes by one of two ways. Through wp_new_comment() (the form, trackbacks, XML-RPC) the
 * filter preprocess_comment sees it first; pre_comment_approved, which since WordPress 6.7 may run
 * twice for one comment, only applies what was found out there. Through the REST API
 * preprocess_comment does not run: there it is rest_pre_insert_comment.
 */
class ReplyGuard_Gate {

	/**
	 * The longest text the service takes, in bytes.
	 */
	const MAX_BYTES = 20480;

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
	 * The comment that is coming in: its id at ReplyGuard, the judgement or error, and what
	 * WordPress alone would do with it.
	 *
	 * @var array|null
	 */
	private $coming_in = null;

	/**
	 * Whether a change of status is this plugin's own.
	 *
	 * @var bool
	 */
	private $applying = false;

	/**
	 * A gate.
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
		add_filter( 'preprocess_comment', array( $this, 'judge_submitted' ), 20 );
		add_filter( 'pre_comment_approved', array( $this, 'status_of_submitted' ), 99 );
		add_action( 'comment_post', array( $this, 'note' ), 5 );
		add_filter( 'rest_pre_insert_comment', array( $this, 'judge_rest' ), 20 );
		add_action( 'rest_insert_comment', array( $this, 'note_rest' ), 5, 3 );
		add_action( 'comment_form', array( $this, 'show_fields' ) );
	}

	/**
	 * Judges a comment that comes through wp_new_comment().
	 *
	 * @param array $data The comment, with slashes.
	 * @return array The same.
	 */
	public function judge_submitted( $data ) {
		$this->coming_in = $this->begin( wp_unslash( $data ), $this->form_fields() );
		return $data;
	}

	/**
	 * The status of that comment.
	 *
	 * @param int|string|WP_Error $approved What WordPress and other plugins make of it.
	 * @return int|string|WP_Error
	 */
	public function status_of_submitted( $approved ) {
		if ( null === $this->coming_in ) {
			return $approved;
		}
		$this->coming_in['wordpress'] = is_wp_error( $approved ) ? 0 : $approved;
		return $this->status( $this->coming_in['outcome'], $approved );
	}

	/**
	 * Judges a comment that comes through the REST API.
	 *
	 * @param array|WP_Error $prepared The comment.
	 * @return array|WP_Error The same with its status.
	 */
	public function judge_rest( $prepared ) {
		$this->coming_in = is_wp_error( $prepared ) ? null : $this->begin( $prepared, array() );
		if ( null !== $this->coming_in ) {
			$approved                     = isset( $prepared['comment_approved'] ) ? $prepared['comment_approved'] : 0;
			$this->coming_in['wordpress'] = $approved;
			$prepared['comment_approved'] = $this->status( $this->coming_in['outcome'], $approved );
		}
		return $prepared;
	}

	/**
	 * Notes what was found out about the comment that has just got a number.
	 *
	 * @param int $comment_id The comment.
	 */
	public function note( $comment_id ) {
		if ( null === $this->coming_in ) {
			return;
		}
		$record = new ReplyGuard_Record( $comment_id );
		$record->put( 'id', $this->coming_in['id'] );
		$record->put( 'wordpress', $this->coming_in['wordpress'] );
		$this->note_outcome( $record, $this->coming_in['outcome'] );
		$record->put( 'set', get_comment( $comment_id )->comment_approved );
		$this->coming_in = null;
	}

	/**
	 * The same for a comment of the REST API.
	 *
	 * @param WP_Comment      $comment  The comment.
	 * @param WP_REST_Request $request  The request.
	 * @param bool            $creating Whether it is new.
	 */
	public function note_rest( $comment, $request, $creating ) {
		if ( $creating ) {
			$this->note( $comment->comment_ID );
		}
	}

	/**
	 * Has a stored comment judged, again or for the first time; the status stays as it is.
	 *
	 * @param WP_Comment $comment The comment.
	 * @return array|WP_Error The judgement.
	 */
	public function judge( WP_Comment $comment ) {
		$record  = new ReplyGuard_Record( $comment->comment_ID );
		$data    = $comment->to_array();
		$outcome = $this->ask( $record->id(), $data, array() );
		if ( '' === $record->get( 'wordpress' ) ) {
			$record->put( 'wordpress', $comment->comment_approved );
			$record->put( 'set', $comment->comment_approved );
		}
		$this->note_outcome( $record, $outcome );
		return $outcome;
	}

	/**
	 * Gives a stored comment the status that a judgement asks for, unless a person has decided here.
	 *
	 * @param WP_Comment $comment   The comment.
	 * @param array      $judgement The judgement.
	 * @return bool Whether the status has changed.
	 */
	public function apply( WP_Comment $comment, array $judgement ) {
		$record = new ReplyGuard_Record( $comment->comment_ID );
		if ( '' !== $record->get( 'own' ) || (string) $record->get( 'set' ) !== $comment->comment_approved ) {
			return false;
		}
		return $this->set_status( $comment, $this->status( $judgement, $record->get( 'wordpress' ) ) );
	}

	/**
	 * Gives a stored comment the status that a moderator's verdict asks for.
	 *
	 * @param WP_Comment $comment The comment.
	 * @param string     $verdict One of approve, hold and reject.
	 * @return bool Whether the status has changed.
	 */
	public function apply_ruling( WP_Comment $comment, $verdict ) {
		return $this->set_status( $comment, 'approve' === $verdict ? 1 : $this->status( array( 'verdict' => $verdict ), 0 ) );
	}

	/**
	 * Whether the change of status that WordPress tells of is this plugin's own.
	 *
	 * @return bool
	 */
	public function is_applying() {
		return $this->applying;
	}

	/**
	 * Whether this plugin has to do with such a comment.
	 *
	 * @param array $data The comment.
	 * @return bool
	 */
	public function concerns( array $data ) {
		$type  = empty( $data['comment_type'] ) ? 'comment' : $data['comment_type'];
		$types = array( 'comment', 'review' );
		if ( $this->options->get( 'pings' ) ) {
			$types = array_merge( $types, array( 'trackback', 'pingback' ) );
		}
		/**
		 * Filters which types of comments are judged. Notes among colleagues, orders and the like are not.
		 *
		 * @param string[] $types The types.
		 */
		$types = apply_filters( 'replyguard_comment_types', $types );
		return in_array( $type, $types, true )
			&& '' !== trim( wp_strip_all_tags( $data['comment_content'] ) )
			&& $this->options->is_complete();
	}

	/**
	 * A field that people do not see, and one that tells how long the comment was being written.
	 */
	public function show_fields() {
		if ( ! $this->options->is_complete() ) {
			return;
		}
		?>
		<p aria-hidden="true" style="position:absolute;left:-9999px">
			<label><?php esc_html_e( 'Leave this empty', 'replyguard' ); ?>
				<input name="replyguard_homepage" tabindex="-1" autocomplete="off"></label>
		</p>
		<input type="hidden" name="replyguard_typing" value="">
		<?php
		wp_print_inline_script_tag(
			'(function(f){var t=0;f.addEventListener("input",function(){t=t||Date.now()});' .
			'f.addEventListener("submit",function(){if(t){f.elements.replyguard_typing.value=Date.now()-t}})})' .
			'(document.currentScript.closest("form"))'
		);
	}

	/**
	 * What the form has noticed.
	 *
	 * @return array
	 */
	private function form_fields() {
		// The form is everybody's: it has no nonce to check.
		// phpcs:disable WordPress.Security.NonceVerification.Missing
		$form = array();
		if ( isset( $_POST['replyguard_homepage'] ) ) {
			$form['honeypot'] = mb_substr( sanitize_text_field( wp_unslash( $_POST['replyguard_homepage'] ) ), 0, 200 );
		}
		if ( isset( $_POST['replyguard_typing'] ) && is_numeric( $_POST['replyguard_typing'] ) ) {
			$form['typingMillis'] = min( 31536000000, max( 0, (int) $_POST['replyguard_typing'] ) );
		}
		// phpcs:enable WordPress.Security.NonceVerification.Missing
		return $form;
	}

	/**
	 * Judges a comment that comes in.
	 *
	 * @param array $data The comment, without slashes.
	 * @param array $form What the form has noticed.
	 * @return array|null Null where the comment is none of this plugin's business.
	 */
	private function begin( array $data, array $form ) {
		$user = isset( $data['user_id'] ) ? (int) $data['user_id'] : 0;
		if ( ! $this->concerns( $data ) || ( $user && user_can( $user, 'moderate_comments' ) ) ) {
			return null;
		}
		$id = ReplyGuard_Record::new_id();
		return array(
			'id'        => $id,
			'outcome'   => $this->ask( $id, $data, $form ),
			'wordpress' => 0,
		);
	}

	/**
	 * Asks the service.
	 *
	 * @param string $id   The comment's id there.
	 * @param array  $data The comment, without slashes.
	 * @param array  $form What the form has noticed.
	 * @return array|WP_Error The judgement.
	 */
	private function ask( $id, array $data, array $form ) {
		$text      = (string) $data['comment_content'];
		$judgement = $this->client->judge( $this->request( $id, mb_strcut( $text, 0, self::MAX_BYTES, 'UTF-8' ), $data, $form ) );
		if ( ! is_wp_error( $judgement ) && strlen( $text ) > self::MAX_BYTES && 'approve' === $judgement['verdict'] ) {
			// The end of it has not been looked at.
			$judgement['verdict']   = 'hold';
			$judgement['reasons'][] = array( 'message' => __( 'Longer than what is judged', 'replyguard' ) );
		}
		return $judgement;
	}

	/**
	 * A comment as POST /v1/comments takes it.
	 *
	 * @param string $id   The comment's id there.
	 * @param string $text The text.
	 * @param array  $data The comment.
	 * @param array  $form What the form has noticed.
	 * @return array
	 */
	private function request( $id, $text, array $data, array $form ) {
		$value  = static function ( $name, $length ) use ( $data ) {
			return isset( $data[ $name ] ) ? mb_substr( (string) $data[ $name ], 0, $length ) : '';
		};
		$post   = get_post( (int) $data['comment_post_ID'] );
		$parent = empty( $data['comment_parent'] ) ? null : get_comment( (int) $data['comment_parent'] );
		$gmt    = $value( 'comment_date_gmt', 19 );

		$request = array(
			'id'        => $id,
			'text'      => $text,
			'author'    => array(
				'id'        => empty( $data['user_id'] ) ? '' : 'wp-user-' . (int) $data['user_id'],
				'name'      => $value( 'comment_author', 500 ),
				'email'     => $value( 'comment_author_email', 320 ),
				'url'       => $value( 'comment_author_url', 2048 ),
				'ip'        => $value( 'comment_author_IP', 100 ),
				'userAgent' => $value( 'comment_agent', 2048 ),
			),
			'createdAt' => gmdate( 'Y-m-d\TH:i:s\Z', $gmt > '0001' ? (int) strtotime( $gmt . ' UTC' ) : time() ),
		);
		if ( $post ) {
			$request['article'] = array(
				'id'    => 'wp-post-' . $post->ID,
				'url'   => mb_substr( (string) get_permalink( $post ), 0, 2048 ),
				'title' => mb_substr( wp_strip_all_tags( $post->post_title ), 0, 1000 ),
			);
		}
		if ( $parent ) {
			$request['parent'] = array( 'text' => mb_strcut( $parent->comment_content, 0, self::MAX_BYTES, 'UTF-8' ) );
			$parent_id         = ( new ReplyGuard_Record( $parent->comment_ID ) )->get( 'id' );
			if ( '' !== $parent_id ) {
				$request['parent']['id'] = $parent_id;
			}
		}
		if ( $form ) {
			$request['form'] = $form;
		}
		return $request;
	}

	/**
	 * Notes a judgement, or that one is still to be had.
	 *
	 * @param ReplyGuard_Record $record  The comment's notes.
	 * @param array|WP_Error    $outcome The judgement.
	 */
	private function note_outcome( ReplyGuard_Record $record, $outcome ) {
		if ( ! is_wp_error( $outcome ) ) {
			$record->put( 'result', array_intersect_key( $outcome, array_flip( array( 'verdict', 'reasons', 'model', 'policy' ) ) ) );
		}
		if ( self::is_to_be_repeated( $outcome ) ) {
			$record->put( 'due', 1 );
		} else {
			$record->strike( 'due' );
		}
		if ( is_wp_error( $outcome ) && '' === $record->get( 'result' ) ) {
			$record->put( 'result', array( 'error' => $outcome->get_error_message() ) );
		}
	}

	/**
	 * Whether the same question may be answered otherwise later.
	 *
	 * @param array|WP_Error $outcome An answer.
	 * @return bool
	 */
	public static function is_to_be_repeated( $outcome ) {
		if ( ! is_wp_error( $outcome ) ) {
			return isset( $outcome['recorded'] ) && ! $outcome['recorded'];
		}
		$data   = $outcome->get_error_data();
		$status = is_array( $data ) && isset( $data['status'] ) ? $data['status'] : 0;
		return ! in_array( $status, array( 400, 404, 409, 413, 422 ), true );
	}

	/**
	 * The status that a judgement asks for. What WordPress or another plugin keeps out stays out.
	 *
	 * @param array|WP_Error      $outcome  The judgement.
	 * @param int|string|WP_Error $approved What WordPress alone would do.
	 * @return int|string|WP_Error
	 */
	private function status( $outcome, $approved ) {
		if ( is_wp_error( $approved ) || in_array( $approved, array( 'spam', 'trash' ), true ) ) {
			return $approved;
		}
		if ( is_wp_error( $outcome ) ) {
			return 'hold' === $this->options->get( 'when_away' ) ? 0 : $approved;
		}
		switch ( $outcome['verdict'] ) {
			case 'approve':
				return 'publish' === $this->options->get( 'approve' ) ? 1 : $approved;
			case 'reject':
				$status = $this->options->get( 'reject' );
				if ( 'trash' === $status && ! EMPTY_TRASH_DAYS ) {
					return 'spam';
				}
				return 'hold' === $status ? 0 : $status;
			default:
				return 0;
		}
	}

	/**
	 * Gives a stored comment a status.
	 *
	 * @param WP_Comment $comment The comment.
	 * @param int|string $status  The status as it is stored.
	 * @return bool Whether it has changed.
	 */
	private function set_status( WP_Comment $comment, $status ) {
		$record = new ReplyGuard_Record( $comment->comment_ID );
		$status = (string) $status;
		$record->put( 'set', $status );
		if ( $comment->comment_approved === $status ) {
			return false;
		}
		$this->applying = true;
		try {
			if ( 'spam' === $status ) {
				wp_spam_comment( $comment );
			} elseif ( 'trash' === $status ) {
				wp_trash_comment( $comment );
			} else {
				wp_set_comment_status( $comment->comment_ID, '1' === $status ? 'approve' : 'hold' );
			}
		} finally {
			$this->applying = false;
		}
		return true;
	}
}
