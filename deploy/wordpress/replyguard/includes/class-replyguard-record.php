<?php
/**
 * What is noted about a comment.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's notes on one comment, in the comment's meta data:
 *
 * - id: names the comment at ReplyGuard;
 * - result: the last judgement, with its reasons;
 * - due: the comment has not been recorded there yet, and is to be sent again;
 * - wordpress: what WordPress alone would have done with the comment;
 * - set: the status that this plugin has given it; another one now means that a person has decided;
 * - own: a person has decided here, at that time;
 * - unsent: a person's decision that ReplyGuard does not know yet.
 */
class ReplyGuard_Record {

	const PREFIX = '_replyguard_';

	/**
	 * The comment.
	 *
	 * @var int
	 */
	private $comment_id;

	/**
	 * Notes on a comment.
	 *
	 * @param int $comment_id The comment.
	 */
	public function __construct( $comment_id ) {
		$this->comment_id = (int) $comment_id;
	}

	/**
	 * A note, or an empty string.
	 *
	 * @param string $name The note's name.
	 * @return mixed
	 */
	public function get( $name ) {
		return get_comment_meta( $this->comment_id, self::PREFIX . $name, true );
	}

	/**
	 * Makes a note.
	 *
	 * @param string $name  The note's name.
	 * @param mixed  $value What to note.
	 */
	public function put( $name, $value ) {
		// Meta data is taken as if it came from a form, with slashes.
		update_comment_meta( $this->comment_id, self::PREFIX . $name, wp_slash( $value ) );
	}

	/**
	 * Strikes a note out.
	 *
	 * @param string $name The note's name.
	 */
	public function strike( $name ) {
		delete_comment_meta( $this->comment_id, self::PREFIX . $name );
	}

	/**
	 * The name of the comment at ReplyGuard; made up the first time.
	 *
	 * @return string
	 */
	public function id() {
		$id = $this->get( 'id' );
		if ( '' === $id ) {
			$id = self::new_id();
			$this->put( 'id', $id );
		}
		return $id;
	}

	/**
	 * A name that no other comment has: one ReplyGuard may serve several blogs under one key.
	 *
	 * @return string
	 */
	public static function new_id() {
		return 'wp-' . wp_generate_uuid4();
	}

	/**
	 * The comments that have a note of that name, the oldest first.
	 *
	 * @param string $name   The note's name.
	 * @param int    $number At most so many.
	 * @param array  $more   Further conditions of WP_Comment_Query.
	 * @return WP_Comment[]
	 */
	public static function find( $name, $number, array $more = array() ) {
		return get_comments(
			array_merge(
				array(
					'meta_key' => self::PREFIX . $name, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key
					'number'   => $number,
					'orderby'  => 'comment_ID',
					'order'    => 'ASC',
					'status'   => 'any',
					'type'     => '',
				),
				$more
			)
		);
	}

	/**
	 * The comment of that name at ReplyGuard.
	 *
	 * @param string $id The name.
	 * @return WP_Comment|null
	 */
	public static function comment_of( $id ) {
		$found = self::find( 'id', 1, array( 'meta_value' => $id ) ); // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_value
		return $found ? $found[0] : null;
	}
}
