// What the identity provider answers: pages for people, errors for programs.

/** @import { Claims } from '../bed.d.mts' */
/** @import { Reply } from '../server.mjs' */

/** @typedef {(claims: Claims, lie: boolean) => Reply} Grant answers with tokens */

/**
 * RFC 6749, 5.2; RFC 8628, 3.5
 * @param {string} error
 */
export const oauthError = (error, status = 400) => ({ status, json: { error } });

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * @param {number} status
 * @param {string} title
 * @param {string} body HTML
 */
export const page = (status, title, body) => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`,
});

/**
 * A page with one button.
 * @param {string} action
 * @param {string} email
 * @param {string} field HTML
 */
export const signInPage = (action, email, field) =>
  page(
    200,
    'Sign in to the Sigstore test bed',
    `<form method="post" action="${action}">${field} <button type="submit">Sign in as ${escapeHtml(email)}</button></form>`,
  );
