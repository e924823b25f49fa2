<?php
/**
 * What moderators see of a judgement.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * A column in the list of comments, a box on the screen of one, and the action "Check again".
 */
class ReplyGuard_Screens {

	const ACTION = 'replyguard_check';

	/**
	 * What judges comments.
	 *
	 * @var ReplyGuard_Gate
	 */
	private $gate;

	/**
	 * Over what judges comments.
	 *
	 * @param ReplyGuard_Gate $gate What judges comments.
	 */
	public function __construct( ReplyGuard_Gate $gate ) {
		$this->gate = $gate;
	}

	/**
	 * Takes part in what WordPress does.
	 */
	public function add_hooks() {
		add_filter( 'manage_edit-comments_columns', array( $this, 'add_column' ) );
		add_action( 'manage_comments_custom_column', array( $this, 'show_column' ), 10, 2 );
		add_action( 'add_meta_boxes_comment', array( $this, 'add_box' ) );
		add_filter( 'comment_row_actions', array( $this, 'add_action' ), 10, 2 );
		add_action( 'admin_post_' . self::ACTION, array( $this, 'check' ) );
	}

	/**
	 * Adds the column.
	 *
	 * @param string[] $columns The columns.
	 * @return string[]
	 */
	public function add_column( $columns ) {
		$columns['replyguard'] = 'ReplyGuard';
		return $columns;
	}

	/**
	 * Shows the verdict and the first reason.
	 *
	 * @param string $column     The column.
	 * @param int    $comment_id The comment.
	 */
	public function show_column( $column, $comment_id ) {
		if ( 'replyguard' !== $column ) {
			return;
		}
		$record = new ReplyGuard_Record( $comment_id );
		$result = $record->get( 'result' );
		if ( ! is_array( $result ) ) {
			echo '—';
			return;
		}
		echo '<strong>' . esc_html( self::verdict( $result ) ) . '</strong>';
		if ( ! empty( $result['reasons'][0]['message'] ) ) {
			echo '<br>' . esc_html( $result['reasons'][0]['message'] );
		}
		if ( '' !== $record->get( 'due' ) ) {
			echo '<br><em>' . esc_html__( 'to be sent again', 'replyguard' ) . '</em>';
		}
	}

	/**
	 * Adds the box.
	 *
	 * @param WP_Comment $comment The comment.
	 */
	public function add_box( $comment ) {
		if ( is_array( ( new ReplyGuard_Record( $comment->comment_ID ) )->get( 'result' ) ) ) {
			add_meta_box( 'replyguard', 'ReplyGuard', array( $this, 'show_box' ), 'comment', 'normal' );
		}
	}

	/**
	 * Shows the verdict, every reason, and the text with the words they rest on.
	 *
	 * @param WP_Comment $comment The comment.
	 */
	public function show_box( $comment ) {
		$result  = ( new ReplyGuard_Record( $comment->comment_ID ) )->get( 'result' );
		$reasons = isset( $result['reasons'] ) ? $result['reasons'] : array();
		echo '<p><strong>' . esc_html( self::verdict( $result ) ) . '</strong></p>';
		if ( isset( $result['error'] ) ) {
			echo '<p>' . esc_html( $result['error'] ) . '</p>';
		}
		if ( $reasons ) {
			echo '<ul class="ul-disc">';
			foreach ( $reasons as $reason ) {
				echo '<li>' . esc_html( $reason['message'] );
				if ( ! empty( $reason['features'] ) ) {
					echo ' (' . esc_html( implode( ', ', $reason['features'] ) ) . ')';
				}
				echo '</li>';
			}
			echo '</ul>';
			// Escaped part by part, around the marks.
			echo '<blockquote class="replyguard-text" style="white-space:pre-wrap">' . wp_kses( ReplyGuard_Highlight::mark( $comment->comment_content, $reasons ), array( 'mark' => array() ) ) . '</blockquote>';
		}
		if ( isset( $result['model'] ) ) {
			/* translators: 1: the model's name, 2: the policy's name. */
			echo '<p class="description">' . esc_html( sprintf( __( 'Model %1$s, policy %2$s', 'replyguard' ), $result['model'], $result['policy'] ) ) . '</p>';
		}
	}

	/**
	 * Adds "Check again" below a comment.
	 *
	 * @param string[]   $actions The actions.
	 * @param WP_Comment $comment The comment.
	 * @return string[]
	 */
	public function add_action( $actions, $comment ) {
		if ( current_user_can( 'edit_comment', $comment->comment_ID ) && $this->gate->concerns( $comment->to_array() ) ) {
			$url = add_query_arg(
				array(
					'action' => self::ACTION,
					'c'      => $comment->comment_ID,
				),
				admin_url( 'admin-post.php' )
			);
			$url = wp_nonce_url( $url, self::ACTION . $comment->comment_ID );

			$actions['replyguard'] = '<a href="' . esc_url( $url ) . '">' . esc_html__( 'Check again', 'replyguard' ) . '</a>';
		}
		return $actions;
	}

	/**
	 * Has one comment judged; a person is looking at it, so its status stays.
	 */
	public function check() {
		$comment_id = isset( $_GET['c'] ) ? (int) $_GET['c'] : 0;
		check_admin_referer( self::ACTION . $comment_id );
		$comment = get_comment( $comment_id );
		if ( ! $comment || ! current_user_can( 'edit_comment', $comment_id ) ) {
			wp_die( esc_html__( 'You may not do this.', 'replyguard' ), 403 );
		}
		$outcome = $this->gate->judge( $comment );
		if ( is_wp_error( $outcome ) ) {
			wp_die( esc_html( $outcome->get_error_message() ), 'ReplyGuard', array( 'back_link' => true ) );
		}
		$back = wp_get_referer();
		wp_safe_redirect( $back ? $back : admin_url( 'edit-comments.php' ) );
		exit;
	}

	/**
	 * A verdict in words.
	 *
	 * @param array $result What is noted of a judgement.
	 * @return string
	 */
	private static function verdict( array $result ) {
		switch ( isset( $result['verdict'] ) ? $result['verdict'] : '' ) {
			case 'approve':
				return __( 'approved', 'replyguard' );
			case 'hold':
				return __( 'held', 'replyguard' );
			case 'reject':
				return __( 'rejected', 'replyguard' );
			default:
				return __( 'not judged yet', 'replyguard' );
		}
	}
}
