<?php
/**
 * Shows what a judgement rests on.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * Marks words in a text. ReplyGuard counts offsets in UTF-16 units, as JavaScript does.
 */
class ReplyGuard_Highlight {

	/**
	 * The text as HTML, with the words marked that reasons rest on. Where the text has changed since,
	 * so that an offset points at something else, that is left out.
	 *
	 * @param string $text    The text.
	 * @param array  $reasons The judgement's reasons.
	 * @return string
	 */
	public static function mark( $text, array $reasons ) {
		$units = mb_convert_encoding( $text, 'UTF-16LE', 'UTF-8' );
		$html  = '';
		$at    = 0;
		foreach ( self::spans( $units, $reasons ) as $start => $end ) {
			if ( $start >= $at ) {
				$html .= esc_html( self::part( $units, $at, $start ) );
				$html .= '<mark>' . esc_html( self::part( $units, $start, $end ) ) . '</mark>';
				$at    = $end;
			}
		}
		return $html . esc_html( self::part( $units, $at, intdiv( strlen( $units ), 2 ) ) );
	}

	/**
	 * Where the words are, first to last.
	 *
	 * @param string $units   The text in UTF-16.
	 * @param array  $reasons The judgement's reasons.
	 * @return int[] End by start.
	 */
	private static function spans( $units, array $reasons ) {
		$spans = array();
		foreach ( $reasons as $reason ) {
			foreach ( isset( $reason['matches'] ) ? $reason['matches'] : array() as $match ) {
				$in_text = ! isset( $match['field'] ) || 'text' === $match['field'];
				if ( $in_text && self::part( $units, $match['start'], $match['end'] ) === $match['text'] ) {
					$spans[ $match['start'] ] = $match['end'];
				}
			}
		}
		ksort( $spans );
		return $spans;
	}

	/**
	 * A part of the text.
	 *
	 * @param string $units The text in UTF-16.
	 * @param int    $start Where it starts.
	 * @param int    $end   Where it ends, exclusive.
	 * @return string In UTF-8.
	 */
	private static function part( $units, $start, $end ) {
		return mb_convert_encoding( substr( $units, 2 * $start, 2 * ( $end - $start ) ), 'UTF-8', 'UTF-16LE' );
	}
}
