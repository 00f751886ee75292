package org.wenzheng.sfu.http;

import java.nio.charset.StandardCharsets;

/**
 * What the room service answers.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body a message, or an error as Twirp writes it
 */
@SuppressWarnings("ArrayRecordComponent") // made once and written out
record ServiceAnswer(int status, String contentType, byte[] body) {

    /** An error: JSON whatever was asked in. The text must be plain, it is not escaped. */
    static ServiceAnswer failed(String code, int status, String message) {
        String json = "{\"code\":\"" + code + "\",\"msg\":\""
                + message.replace("\\", "").replace("\"", "'") + "\"}";
        return new ServiceAnswer(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
