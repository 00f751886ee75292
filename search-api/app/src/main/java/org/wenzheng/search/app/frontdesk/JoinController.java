package org.wenzheng.search.app.frontdesk;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallId;

/** Window staff goes into a call that runs. */
@RestController
@RequestMapping("/api/v1/calls/{call}/join")
class JoinController {

    private final FrontDesk desk;

    JoinController(FrontDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    FrontDesk.Admission join(@PathVariable("call") String call, SignedIn signedIn) {
        return desk.join(CallId.require(call), signedIn.getName());
    }
}
