/**
 * Goes through old comments step by step and shows how far it has come.
 *
 * @package ReplyGuard
 */

( function ( apiFetch, i18n ) {
	'use strict';

	const form = document.getElementById( 'replyguard-bulk' );
	const progress = document.getElementById( 'replyguard-progress' );
	const said = document.getElementById( 'replyguard-said' );

	async function run( scope, apply ) {
		let after = 0;
		let checked = 0;
		let changed = 0;
		for ( ;; ) {
			const step = await apiFetch( {
				path: '/replyguard/v1/bulk',
				method: 'POST',
				data: { after, scope, apply },
			} );
			after = step.after;
			checked += step.checked;
			changed += step.changed;
			progress.max = Math.max( 1, checked + step.left );
			progress.value = checked;
			said.textContent = i18n.sprintf(
				/* translators: 1, 2: numbers of comments. */
				i18n.__( '%1$d checked, %2$d changed', 'replyguard' ),
				checked,
				changed
			);
			if ( step.done ) {
				progress.value = progress.max;
				return;
			}
		}
	}

	form.addEventListener( 'submit', async ( event ) => {
		event.preventDefault();
		const button = form.querySelector( 'button' );
		button.disabled = true;
		try {
			await run( form.elements.scope.value, form.elements.apply.checked );
			said.textContent += '. ' + i18n.__( 'Done.', 'replyguard' );
		} catch ( error ) {
			said.textContent += ' ' + error.message;
		} finally {
			button.disabled = false;
		}
	} );
} )( window.wp.apiFetch, window.wp.i18n );
