package org.wenzheng.digitalhuman.evaluate;

import java.util.Locale;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.digitalhuman.retrieval.Questions;

/** How questions were met, counted apart for those that the base answers and those that it does not. */
final class AnswersScore {

    private int known;
    private int right;
    private int wrong;
    private int clarified;
    private int clarifiedRight;
    private int refused;
    private int foreign;
    private int foreignRefused;
    private int foreignClarified;

    void add(String item, Finding finding) {
        if (item.equals(Questions.NONE)) {
            foreign++;
            foreignRefused += finding instanceof Finding.Unknown || finding instanceof Finding.NotInForce ? 1 : 0;
            foreignClarified += finding instanceof Finding.Ambiguous ? 1 : 0;
            return;
        }
        known++;
        if (finding instanceof Finding.Found found) {
            boolean same = found.item().code().equals(item);
            right += same ? 1 : 0;
            wrong += same ? 0 : 1;
        } else if (finding instanceof Finding.Ambiguous ambiguous) {
            clarified++;
            clarifiedRight +=
                    ambiguous.items().stream().anyMatch(choice -> choice.code().equals(item)) ? 1 : 0;
        } else {
            refused++;
        }
    }

    String table() {
        return """
                in base      %5d  right %5.1f %%  wrong with confidence %4.1f %%  clarified %4.1f %% (the right one offered in %.1f %%)  refused %4.1f %%
                out of base  %5d  refused %5.1f %%  clarified %4.1f %%  answered %4.1f %%
                """
                .formatted(
                        known,
                        percent(right, known),
                        percent(wrong, known),
                        percent(clarified, known),
                        percent(clarifiedRight, known),
                        percent(refused, known),
                        foreign,
                        percent(foreignRefused, foreign),
                        percent(foreignClarified, foreign),
                        percent(foreign - foreignRefused - foreignClarified, foreign));
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"in_base\":{\"questions\":%d,\"right\":%.4f,\"wrong\":%.4f,\"clarified\":%.4f,\"clarified_right\":%.4f,"
                        + "\"refused\":%.4f},\"out_of_base\":{\"questions\":%d,\"refused\":%.4f,\"clarified\":%.4f,\"answered\":%.4f}}",
                known,
                percent(right, known) / 100,
                percent(wrong, known) / 100,
                percent(clarified, known) / 100,
                percent(clarifiedRight, known) / 100,
                percent(refused, known) / 100,
                foreign,
                percent(foreignRefused, foreign) / 100,
                percent(foreignClarified, foreign) / 100,
                percent(foreign - foreignRefused - foreignClarified, foreign) / 100);
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
