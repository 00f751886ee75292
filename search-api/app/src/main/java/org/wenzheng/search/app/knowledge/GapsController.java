package org.wenzheng.search.app.knowledge;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.time.OfficeTime;

@RestController
class GapsController {

    private final Gaps gaps;
    private final OfficeTime time;

    GapsController(Gaps gaps, OfficeTime time) {
        this.gaps = gaps;
        this.time = time;
    }

    @Operation(
            summary = "What people asked and no item answers",
            description =
                    "Questions to which the digital human said that it does not know, those that are alike together.")
    @GetMapping("/api/v1/knowledge-gaps")
    List<Gap> gaps(
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to) {
        return gaps.find(time.from("from", from), time.to("to", to));
    }
}
