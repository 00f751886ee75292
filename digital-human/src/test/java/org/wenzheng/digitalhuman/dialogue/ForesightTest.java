package org.wenzheng.digitalhuman.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.models.runtime.ModelException;

class ForesightTest {

    private final List<String> searched = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private boolean broken;
    private final Foresight foresight = new Foresight(this::find, later::add);

    private Finding find(String question, Set<String> excluded) throws ModelException {
        searched.add(question + excluded);
        if (broken) {
            throw new ModelException.Permanent("the embedder does not run", null);
        }
        return new Finding.Unknown(1);
    }

    private void run() {
        later.forEach(Runnable::run);
        later.clear();
    }

    @Test
    void whatWasLookedForAheadIsNotLookedForAgain() throws Exception {
        foresight.consider("居住证怎么办");
        foresight.consider("居住证怎么办");
        run();
        assertThat(foresight.find("居住证怎么办", Set.of())).isInstanceOf(Finding.Unknown.class);
        assertThat(searched).containsExactly("居住证怎么办[]");
    }

    @Test
    void isGivenUpWhenTheCitizenGoesOn() throws Exception {
        foresight.consider("居住证");
        foresight.consider("居住证到期了");
        run();
        foresight.find("居住证到期了", Set.of());
        assertThat(searched).containsExactly("居住证到期了[]");
    }

    @Test
    void anotherQuestionOrOthersLeftOutAreLookedForThen() throws Exception {
        foresight.consider("居住证");
        run();
        foresight.find("社保卡", Set.of());
        foresight.find("居住证", Set.of("JZ-01"));
        assertThat(searched).containsExactly("居住证[]", "社保卡[]", "居住证[JZ-01]");
    }

    @Test
    void whatFailedAheadIsTriedOnceMoreAndTold() {
        broken = true;
        foresight.consider("居住证");
        run();
        assertThatThrownBy(() -> foresight.find("居住证", Set.of())).isInstanceOf(ModelException.class);
        assertThat(searched).hasSize(2);
    }
}
