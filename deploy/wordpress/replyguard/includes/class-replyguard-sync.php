<?php
/**
 * Keeps WordPress and ReplyGuard in step.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * What a person decides here is told to ReplyGuard; what could not be told or judged is caught up
 * with by cron. What is decided there comes by the webhook, or is asked for where none is set up.
 */
class ReplyGuard_Sync {

	const HOOK     = 'replyguard_catch_up';
	const SCHEDULE = 'replyguard_five_minutes';

	/**
	 * How many comments one run of cron takes of each kind.
	 */
	const BATCH = 20;

	/**
	 * How many decisions one request of a person's waits for; cron sends the rest.
	 */
	const AT_ONCE = 5;

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
	 * What judges and sets the status.
	 *
	 * @var ReplyGuard_Gate
	 */
	private $gate;

	/**
	 * How many decisions this request has sent.
	 *
	 * @var int
	 */
	private $sent = 0;

	/**
	 * Over its collaborators.
	 *
	 * @param ReplyGuard_Options $options The settings.
	 * @param ReplyGuard_Client  $client  The service.
	 * @param ReplyGuard_Gate    $gate    What judges and sets the status.
	 */
	public function __construct( ReplyGuard_Options $options, ReplyGuard_Client $client, ReplyGuard_Gate $gate ) {
		$this->options = $options;
		$this->client  = $client;
		$this->gate    = $gate;
	}

	/**
	 * Takes part in what WordPress does.
	 */
	public function add_hooks() {
		add_action( 'transition_comment_status', array( $this, 'decided_here' ), 10, 3 );
		add_action( 'edit_comment', array( $this, 'edited_here' ), 20 );
		add_filter( 'cron_schedules', array( __CLASS__, 'add_schedule' ) ); // phpcs:ignore WordPress.WP.CronInterval.ChangeDetected
		add_action( self::HOOK, array( $this, 'catch_up' ) );
		add_action( 'admin_init', array( __CLASS__, 'activate' ) );
	}

	/**
	 * Every five minutes.
	 *
	 * @param array $schedules The intervals that are known.
	 * @return array
	 */
	public static function add_schedule( $schedules ) {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => 5 * MINUTE_IN_SECONDS,
			'display'  => __( 'Every five minutes', 'replyguard' ),
		);
		return $schedules;
	}

	/**
	 * Sees to it that cron runs.
	 */
	public static function activate() {
		add_filter( 'cron_schedules', array( __CLASS__, 'add_schedule' ) ); // phpcs:ignore WordPress.WP.CronInterval.ChangeDetected
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, self::SCHEDULE, self::HOOK );
		}
	}

	/**
	 * Stops cron.
	 */
	public static function deactivate() {
		wp_clear_scheduled_hook( self::HOOK );
	}

	/**
	 * Tells ReplyGuard what a person has decided.
	 *
	 * @param string     $new_status approved, unapproved, spam, trash or delete.
	 * @param string     $old_status The one before.
	 * @param WP_Comment $comment    The comment.
	 */
	public function decided_here( $new_status, $old_status, $comment ) {
		$by_person = current_user_can( 'moderate_comments' ) || ( defined( 'WP_CLI' ) && WP_CLI );
		if ( $new_status === $old_status || $this->gate->is_applying() || ! $by_person ) {
			return;
		}
		$record = new ReplyGuard_Record( $comment->comment_ID );
		if ( '' === $record->get( 'id' ) || 'delete' === $new_status ) {
			return;
		}
		$record->put( 'own', gmdate( 'Y-m-d\TH:i:s\Z' ) );
		$record->put( 'unsent', $new_status );
		if ( '' === $record->get( 'due' ) && $this->sent < self::AT_ONCE ) {
			++$this->sent;
			$this->send( $record );
		}
	}

	/**
	 * Sends the new text of a comment, as its next revision. The person who has edited it has seen
	 * it: the status stays.
	 *
	 * @param int $comment_id The comment.
	 */
	public function edited_here( $comment_id ) {
		$comment = get_comment( $comment_id );
		$record  = new ReplyGuard_Record( $comment_id );
		if ( $comment && '' !== $record->get( 'id' ) && $this->gate->concerns( $comment->to_array() ) ) {
			$this->gate->judge( $comment );
		}
	}

	/**
	 * Takes over what was decided at ReplyGuard, unless somebody here has decided since.
	 *
	 * @param WP_Comment $comment The comment.
	 * @param string     $verdict approve, hold or reject.
	 * @param string     $at      When, in RFC 3339.
	 * @return bool Whether the status has changed.
	 */
	public function decided_there( WP_Comment $comment, $verdict, $at ) {
		$record = new ReplyGuard_Record( $comment->comment_ID );
		$own    = $record->get( 'own' );
		if ( '' !== $own && strtotime( $own ) > strtotime( $at ) ) {
			return false;
		}
		$record->strike( 'own' );
		$record->strike( 'unsent' );
		$result = $record->get( 'result' );
		if ( is_array( $result ) ) {
			$result['verdict'] = $verdict;
			$record->put( 'result', $result );
		}
		return $this->gate->apply_ruling( $comment, $verdict );
	}

	/**
	 * Does what could not be done before.
	 */
	public function catch_up() {
		if ( ! $this->options->is_complete() ) {
			return;
		}
		foreach ( ReplyGuard_Record::find( 'due', self::BATCH ) as $comment ) {
			$outcome = $this->gate->judge( $comment );
			if ( is_wp_error( $outcome ) ) {
				if ( ReplyGuard_Gate::is_to_be_repeated( $outcome ) ) {
					return;
				}
				continue;
			}
			$this->gate->apply( $comment, $outcome );
		}
		foreach ( ReplyGuard_Record::find( 'unsent', self::BATCH ) as $comment ) {
			$record = new ReplyGuard_Record( $comment->comment_ID );
			if ( '' === $record->get( 'due' ) && ! $this->send( $record ) ) {
				return;
			}
		}
		if ( '' === $this->options->get( 'webhook_secret' ) ) {
			$this->ask_for_decisions();
		}
	}

	/**
	 * Asks what has become of the latest comments that wait.
	 */
	private function ask_for_decisions() {
		$waiting = array(
			'status'  => 'hold',
			'orderby' => 'comment_ID',
			'order'   => 'DESC',
		);
		foreach ( ReplyGuard_Record::find( 'id', self::BATCH, $waiting ) as $comment ) {
			$record    = new ReplyGuard_Record( $comment->comment_ID );
			$judgement = $this->client->find( $record->get( 'id' ) );
			if ( is_wp_error( $judgement ) ) {
				if ( ReplyGuard_Gate::is_to_be_repeated( $judgement ) ) {
					return;
				}
				continue;
			}
			$by_people = isset( $judgement['reasons'][0]['stage'] ) && 'review' === $judgement['reasons'][0]['stage'];
			if ( $by_people && '' === $record->get( 'own' ) ) {
				$this->gate->apply_ruling( $comment, $judgement['verdict'] );
			}
		}
	}

	/**
	 * Sends a decision.
	 *
	 * @param ReplyGuard_Record $record The comment's notes.
	 * @return bool Whether nothing is left to be sent.
	 */
	private function send( ReplyGuard_Record $record ) {
		switch ( $record->get( 'unsent' ) ) {
			case 'approved':
				$answer = $this->client->tell( $record->get( 'id' ), array( 'verdict' => 'approve' ) );
				break;
			case 'spam':
				$answer = $this->client->tell(
					$record->get( 'id' ),
					array(
						'verdict' => 'reject',
						'reason'  => 'spam',
					)
				);
				break;
			case 'trash':
				$answer = $this->client->tell(
					$record->get( 'id' ),
					array(
						'verdict' => 'reject',
						'reason'  => 'other',
						'note'    => 'moved to the trash in WordPress',
					)
				);
				break;
			default:
				// Waits again: there the earlier verdict stays until somebody decides.
				$answer = $this->client->reopen( $record->get( 'id' ) );
		}
		if ( is_wp_error( $answer ) && ReplyGuard_Gate::is_to_be_repeated( $answer ) ) {
			return false;
		}
		$record->strike( 'unsent' );
		return true;
	}
}
