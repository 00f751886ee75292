package org.wenzheng.search.app.topics;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TopicsController {

    private final Taxonomy taxonomy;

    TopicsController(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    @GetMapping("/api/v1/topics")
    Taxonomy topics() {
        return taxonomy;
    }
}
