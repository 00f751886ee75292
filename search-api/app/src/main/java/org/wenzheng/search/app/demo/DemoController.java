package org.wenzheng.search.app.demo;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.problem.ProblemException;

/** How many of the demo's calls can be found already; {@code ./run demo} says how many there will be. */
@RestController
@RequestMapping("/api/v1/demo")
class DemoController {

    private static final int MOST = 10_000;

    private final JdbcClient database;
    private final CallIndex calls;

    DemoController(JdbcClient database, CallIndex calls) {
        this.database = database;
        this.calls = calls;
    }

    record Total(int total) {}

    record Progress(long done, int total) {}

    @PutMapping
    @Transactional
    public Progress expect(@RequestBody Total expected) {
        if (expected.total() < 0 || expected.total() > MOST) {
            throw ProblemException.badRequest("total must lie in 0.." + MOST + ".");
        }
        database.sql("delete from demo").update();
        database.sql("insert into demo (total) values (?)")
                .param(expected.total())
                .update();
        return progress();
    }

    @GetMapping
    public Progress progress() {
        int total = database.sql("select total from demo")
                .query(Integer.class)
                .optional()
                .orElse(0);
        return total == 0 ? new Progress(0, 0) : new Progress(Math.min(calls.countFound("demo"), total), total);
    }
}
