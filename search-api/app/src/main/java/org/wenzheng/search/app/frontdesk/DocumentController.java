package org.wenzheng.search.app.frontdesk;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallId;
import org.wenzheng.search.app.problem.ProblemException;

/** Window staff asks a citizen to show a document to the camera, and says when it has been looked at. */
@RestController
@RequestMapping("/api/v1/calls/{call}/document")
class DocumentController {

    private final FrontDesk desk;

    DocumentController(FrontDesk desk) {
        this.desk = desk;
    }

    record Asked(@Nullable Boolean shown) {}

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@PathVariable("call") String call, @RequestBody Asked asked, SignedIn signedIn) {
        if (asked.shown() == null) {
            throw ProblemException.badRequest("Send JSON with \"shown\": true or false.");
        }
        desk.document(CallId.require(call), signedIn.getName(), asked.shown());
    }
}
