package org.wenzheng.search.app.rtc;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Tells a client whose WebSocket did not open why: browsers hide the answer to the handshake from pages. */
@RestController
class ValidateController {

    private final Doorkeeper doorkeeper;

    ValidateController(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @GetMapping(
            path = {"/rtc/validate", "/rtc/v1/validate"},
            produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> validate(
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        URI address =
                ServletUriComponentsBuilder.fromRequest(request).build(true).toUri();
        Refusal answer = doorkeeper.validate(address, authorization);
        return ResponseEntity.status(answer.status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(answer.message());
    }
}
