package org.wenzheng.search.app.recordingkey;

import java.util.Base64;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallId;

/** Gives keys to the recording job. */
@RestController
class RecordingKeyController {

    private final RecordingKeys keys;

    RecordingKeyController(RecordingKeys keys) {
        this.keys = keys;
    }

    /** @param key 256 bits in Base64 */
    record KeyView(String key, int version) {}

    @PostMapping("/internal/v1/calls/{call}/recording-key")
    KeyView key(@PathVariable("call") String call, SignedIn signedIn) {
        RecordingKey key = keys.findOrMake(signedIn.getName(), CallId.require(call));
        return new KeyView(Base64.getEncoder().encodeToString(key.bytes()), key.version());
    }
}
