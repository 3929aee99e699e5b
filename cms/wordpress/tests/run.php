<?php
/**
 * Runs the plugin against a server, with stand-ins for what it asks of WordPress: run.php ADDRESS.
 */

define( 'ABSPATH', __DIR__ );
define( 'FACTLINT_URL', $argv[1] );

class WP_Error {
	private $code;
	private $message;
	private $data;
	public function __construct( $code, $message, $data = null ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}
	public function get_error_code() {
		return $this->code;
	}
	public function get_error_message() {
		return $this->message;
	}
	public function get_error_data() {
		return $this->data;
	}
}

$filters = array();
$posts   = array();

function add_filter( $name, $does, $priority, $arguments ) {
	global $filters;
	$filters[ $name ] = array( $does, $arguments );
}
function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}
function esc_html( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' );
}
function current_time( $format ) {
	return date( $format );
}
function get_post( $id ) {
	global $posts;
	return isset( $posts[ $id ] ) ? $posts[ $id ] : null;
}
function wp_remote_post( $url, $arguments ) {
	$headers = '';
	foreach ( $arguments['headers'] as $name => $value ) {
		$headers .= "$name: $value\r\n";
	}
	$context = stream_context_create(
		array(
			'http' => array(
				'method'        => 'POST',
				'header'        => $headers,
				'content'       => $arguments['body'],
				'timeout'       => $arguments['timeout'],
				'ignore_errors' => true,
			),
		)
	);
	$body = @file_get_contents( $url, false, $context );
	if ( false === $body ) {
		return new WP_Error( 'http_request_failed', 'connection refused' );
	}
	preg_match( '/ (\d{3})/', $http_response_header[0], $status );
	return array( 'body' => $body, 'code' => (int) $status[1] );
}
function wp_remote_retrieve_body( $answer ) {
	return $answer['body'];
}
function wp_remote_retrieve_response_code( $answer ) {
	return $answer['code'];
}

require dirname( __DIR__ ) . '/factlint/factlint.php';

$checks = 0;

function same( $what, $is, $should ) {
	global $checks;
	++$checks;
	if ( $is !== $should ) {
		fwrite( STDERR, "$what: " . var_export( $is, true ) . ' is not ' . var_export( $should, true ) . "\n" );
		exit( 1 );
	}
}

/** What becomes of a post that is written. */
function write( $fields ) {
	global $filters;
	list( $does, $arguments ) = $filters['rest_pre_insert_post'];
	same( 'arguments', $arguments, 2 );
	return $does( (object) $fields, null );
}

$slip = "<!-- wp:paragraph -->\n<p>Rescuers \u{1f6df} found the <b>nine</b> seven sailors at dawn.</p>\n<!-- /wp:paragraph -->";
$good = '<p>Rescuers found the nine sailors at dawn.</p>';
$post = array( 'post_title' => 'Ferry sinks & burns', 'post_status' => 'publish', 'post_date' => '2024-07-03 10:00:00' );

$held = write( $post + array( 'post_content' => $slip ) );
same( 'a slip holds the post back', is_wp_error( $held ), true );
same( 'with the status of a bad request', $held->get_error_data()['status'], 400 );
same( 'and the words of the finding', $held->get_error_data()['findings'][0]['words'], 'nine seven' );
same( 'which the editor reads', strpos( $held->get_error_message(), '“nine seven”: two numerals side by side' ) > 0, true );
same( 'a good post goes on', is_wp_error( write( $post + array( 'post_content' => $good ) ) ), false );
same( 'a draft is not checked', is_wp_error( write( array( 'post_status' => 'draft' ) + $post + array( 'post_content' => $slip ) ) ), false );
$ignored = '<!-- factlint-ignore count.adjacent: the Nine are a band -->' . "\n" . $slip;
same( 'a reason lets it go', is_wp_error( write( $post + array( 'post_content' => $ignored ) ) ), false );
$day = '<p>The harbour opened on Tuesday, 3 July 2024, after a winter of repairs.</p>';
same( 'a wrong day of the week holds it back', is_wp_error( write( $post + array( 'post_content' => $day ) ) ), true );
$posts[7] = (object) ( $post + array( 'post_content' => $slip ) );
same( 'an edit of the status alone is checked too', is_wp_error( write( array( 'ID' => 7, 'post_status' => 'publish' ) ) ), true );
$failing = factlint_check( 'Ferry', 'x', 'no day' );
same( 'a refusal is told', $failing->get_error_code(), 'factlint_refused' );
echo "WordPress: $checks checks hold\n";
