/** Room tokens: LiveKit's JSON web tokens (RFC 7519) with video grants, signed by HMAC-SHA256. */
@NullMarked
package org.wenzheng.signalling.token;

import org.jspecify.annotations.NullMarked;
