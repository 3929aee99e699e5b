<?php
/**
 * Plugin Name: factlint
 * Description: Holds a post back from being published while factlint finds errors of fact in it.
 * Version: 0.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 *
 * The check is made by `factlint serve`, whose address and token are constants of wp-config.php:
 *
 *     define( 'FACTLINT_URL', 'http://127.0.0.1:8081' );
 *     define( 'FACTLINT_TOKEN', '' );
 *     define( 'FACTLINT_HOLD', 'error' ); // The least severity that holds a post back: error, warning or never.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** The address of the server, without a slash at the end. */
function factlint_url() {
	return rtrim( defined( 'FACTLINT_URL' ) ? FACTLINT_URL : 'http://127.0.0.1:8081', '/' );
}

/**
 * Has a post checked.
 *
 * @param string $title   The headline, as text.
 * @param string $content The post, as HTML.
 * @param string $day     The day of publication, as 2024-03-12.
 * @return array|WP_Error The findings, or why there are none.
 */
function factlint_check( $title, $content, $day ) {
	$page    = '<html><body><article><h1>' . esc_html( $title ) . "</h1>\n" . $content . '</article></body></html>';
	$headers = array( 'Content-Type' => 'application/octet-stream' );
	if ( defined( 'FACTLINT_TOKEN' ) && '' !== FACTLINT_TOKEN ) {
		$headers['Authorization'] = 'Bearer ' . FACTLINT_TOKEN;
	}
	$answer = wp_remote_post(
		factlint_url() . '/check?name=post.html&date=' . rawurlencode( $day ),
		array(
			'timeout' => 10,
			'headers' => $headers,
			'body'    => $page,
		)
	);
	if ( is_wp_error( $answer ) ) {
		return new WP_Error( 'factlint_absent', 'factlint does not answer at ' . factlint_url() . ': ' . $answer->get_error_message() );
	}
	$said = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( 200 !== wp_remote_retrieve_response_code( $answer ) || ! isset( $said['findings'] ) ) {
		$why = isset( $said['error'] ) ? $said['error'] : 'status ' . wp_remote_retrieve_response_code( $answer );
		return new WP_Error( 'factlint_refused', 'factlint did not check the post: ' . $why );
	}
	// The words of each finding; places are UTF-16 units of the text that was read.
	$text = mb_convert_encoding( $said['text'], 'UTF-16LE', 'UTF-8' );
	foreach ( $said['findings'] as &$finding ) {
		$words            = substr( $text, 2 * $finding['start'], 2 * ( $finding['end'] - $finding['start'] ) );
		$finding['words'] = mb_convert_encoding( $words, 'UTF-8', 'UTF-16LE' );
	}
	return $said['findings'];
}

/**
 * The findings that hold a post back.
 *
 * @param array $findings All findings.
 * @return array
 */
function factlint_holding( $findings ) {
	$least = defined( 'FACTLINT_HOLD' ) ? FACTLINT_HOLD : 'error';
	$grave = array(
		'error'   => array( 'error' ),
		'warning' => array( 'error', 'warning' ),
		'never'   => array(),
	);
	$these = isset( $grave[ $least ] ) ? $grave[ $least ] : $grave['error'];
	return array_values(
		array_filter(
			$findings,
			function ( $finding ) use ( $these ) {
				return in_array( $finding['severity'], $these, true );
			}
		)
	);
}

/**
 * Findings as lines for an editor.
 *
 * @param array $findings The findings.
 * @return string
 */
function factlint_told( $findings ) {
	$lines = array();
	foreach ( $findings as $finding ) {
		$help    = isset( $finding['help'] ) ? ' (' . $finding['help'] . ')' : '';
		$lines[] = '“' . $finding['words'] . '”: ' . $finding['message'] . $help . ' [' . $finding['rule'] . ']';
	}
	return implode( "\n", $lines );
}

/**
 * Holds a post back that the block editor is about to publish.
 *
 * @param stdClass        $prepared The post as it will be written.
 * @param WP_REST_Request $request  What was asked.
 * @return stdClass|WP_Error
 */
function factlint_before_publish( $prepared, $request ) {
	$status = isset( $prepared->post_status ) ? $prepared->post_status : '';
	if ( is_wp_error( $prepared ) || ! in_array( $status, array( 'publish', 'future' ), true ) ) {
		return $prepared;
	}
	// An edit names only what it changes.
	$known   = empty( $prepared->ID ) ? null : get_post( $prepared->ID );
	$title   = isset( $prepared->post_title ) ? $prepared->post_title : ( $known ? $known->post_title : '' );
	$content = isset( $prepared->post_content ) ? $prepared->post_content : ( $known ? $known->post_content : '' );
	$date    = isset( $prepared->post_date ) ? $prepared->post_date : ( $known ? $known->post_date : '' );
	$day     = $date ? substr( $date, 0, 10 ) : current_time( 'Y-m-d' );
	$found   = factlint_check( $title, $content, $day );
	if ( is_wp_error( $found ) ) {
		// News does not wait for a tool; the log says that this post was not checked.
		error_log( $found->get_error_message() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
		return $prepared;
	}
	$holding = factlint_holding( $found );
	if ( ! $holding ) {
		return $prepared;
	}
	$message = "factlint holds this post back. Mend it, or put a comment before the paragraph that says why it is right " .
		"(<!-- factlint-ignore RULE: reason -->):\n" . factlint_told( $holding );
	return new WP_Error( 'factlint_found', $message, array( 'status' => 400, 'findings' => $holding ) );
}

foreach ( array( 'post', 'page' ) as $factlint_type ) {
	add_filter( 'rest_pre_insert_' . $factlint_type, 'factlint_before_publish', 10, 2 );
}
