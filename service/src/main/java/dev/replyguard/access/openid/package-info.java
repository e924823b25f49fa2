/**
 * Signing in with an OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE).
 */
@NullMarked
package dev.replyguard.access.openid;

import org.jspecify.annotations.NullMarked;
