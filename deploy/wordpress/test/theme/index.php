<?php
/**
 * Shows a post with its comments and the form: Debian packs WordPress without themes.
 */

wp_head();
while ( have_posts() ) {
	the_post();
	the_content();
	wp_list_comments( array(), get_comments( array( 'post_id' => get_the_ID(), 'status' => 'approve' ) ) );
	comment_form();
}
wp_footer();
