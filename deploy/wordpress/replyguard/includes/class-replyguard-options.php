<?php
/**
 * What the site's owner has set.
 *
 * @package ReplyGuard
 */

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's one option, with a default for everything. Constants in wp-config.php win, so that
 * no key needs to be in the database: REPLYGUARD_URL, REPLYGUARD_KEY, REPLYGUARD_WEBHOOK_SECRET.
 */
class ReplyGuard_Options {

	const NAME = 'replyguard';

	const DEFAULTS = array(
		'url'            => '',
		'key'            => '',
		'webhook_secret' => '',
		'timeout'        => 2.0,
		'when_away'      => 'hold',
		'approve'        => 'wordpress',
		'reject'         => 'spam',
		'pings'          => true,
	);

	const CONSTANTS = array(
		'url'            => 'REPLYGUARD_URL',
		'key'            => 'REPLYGUARD_KEY',
		'webhook_secret' => 'REPLYGUARD_WEBHOOK_SECRET',
	);

	/**
	 * The value of a setting.
	 *
	 * @param string $name One of those in DEFAULTS.
	 * @return mixed
	 */
	public function get( $name ) {
		if ( $this->is_constant( $name ) ) {
			return constant( self::CONSTANTS[ $name ] );
		}
		$stored = get_option( self::NAME );
		return is_array( $stored ) && isset( $stored[ $name ] ) ? $stored[ $name ] : self::DEFAULTS[ $name ];
	}

	/**
	 * Whether wp-config.php has the setting, so that the page cannot change it.
	 *
	 * @param string $name One of those in DEFAULTS.
	 * @return bool
	 */
	public function is_constant( $name ) {
		return isset( self::CONSTANTS[ $name ] ) && defined( self::CONSTANTS[ $name ] );
	}

	/**
	 * Whether there is somebody to ask.
	 *
	 * @return bool
	 */
	public function is_complete() {
		return '' !== $this->get( 'url' ) && '' !== $this->get( 'key' );
	}

	/**
	 * Takes what was entered, as far as it makes sense; a secret left empty stays as it is.
	 *
	 * @param mixed $entered What the settings page has sent.
	 * @return array
	 */
	public function sanitize( $entered ) {
		$entered = is_array( $entered ) ? $entered : array();
		$stored  = get_option( self::NAME );
		$clean   = array_merge( self::DEFAULTS, is_array( $stored ) ? $stored : array() );
		if ( isset( $entered['url'] ) ) {
			$clean['url'] = untrailingslashit( esc_url_raw( trim( $entered['url'] ), array( 'http', 'https' ) ) );
		}
		foreach ( array( 'key', 'webhook_secret' ) as $secret ) {
			if ( isset( $entered[ $secret ] ) && '' !== trim( $entered[ $secret ] ) ) {
				$clean[ $secret ] = sanitize_text_field( $entered[ $secret ] );
			}
		}
		if ( isset( $entered['timeout'] ) ) {
			$clean['timeout'] = min( 10.0, max( 0.2, (float) $entered['timeout'] ) );
		}
		foreach (
			array(
				'when_away' => array( 'hold', 'wordpress' ),
				'approve'   => array( 'wordpress', 'publish' ),
				'reject'    => array( 'spam', 'trash', 'hold' ),
			) as $name => $allowed
		) {
			if ( isset( $entered[ $name ] ) && in_array( $entered[ $name ], $allowed, true ) ) {
				$clean[ $name ] = $entered[ $name ];
			}
		}
		$clean['pings'] = ! empty( $entered['pings'] );
		return $clean;
	}
}
