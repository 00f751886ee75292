package org.wenzheng.search.contract.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service item (事项) as the office wrote and a second person approved it. What is null or empty the office has not said:
 * asked for it, the digital human says that it does not know.
 *
 * @param code the office's own, unique in a base
 * @param name official name
 * @param category group it is listed under
 * @param department window or department that handles it
 * @param aliases what people call it
 * @param questions as people ask them
 * @param conditions who may apply, and when; one statement each
 * @param slots what must be known of the citizen before the materials can be told
 * @param materials what to bring
 * @param steps order of doing, remarks
 * @param where place and channel
 * @param hours opening hours
 * @param legalTime time limit by law
 * @param promisedTime time that the office promises
 * @param visits how often one must come, 0 when all is done online
 * @param fee what it costs, in words
 * @param phone for questions
 * @param complaintPhone for complaints
 * @param law legal basis
 * @param validFrom first day on which it may be spoken, none for always
 * @param validUntil last day on which it may be spoken, none for always
 * @param version counted up at each approval
 * @param editor who wrote this version
 * @param reviewer who approved it, another person
 */
@JsonPropertyOrder({"code", "name"})
public record ServiceItem(
        String code,
        String name,
        @Nullable String category,
        @Nullable String department,
        List<String> aliases,
        List<String> questions,
        List<String> conditions,
        List<Slot> slots,
        List<Material> materials,
        List<String> steps,
        @Nullable String where,
        @Nullable String hours,
        @JsonProperty("legal_time") @Nullable String legalTime,
        @JsonProperty("promised_time") @Nullable String promisedTime,
        @Nullable Integer visits,
        @Nullable String fee,
        @Nullable String phone,
        @JsonProperty("complaint_phone") @Nullable String complaintPhone,
        @Nullable String law,
        @JsonProperty("valid_from") @Nullable LocalDate validFrom,
        @JsonProperty("valid_until") @Nullable LocalDate validUntil,
        int version,
        @Nullable String editor,
        @Nullable String reviewer) {

    public ServiceItem {
        aliases = copy(aliases);
        questions = copy(questions);
        conditions = copy(conditions);
        slots = copy(slots);
        materials = copy(materials);
        steps = copy(steps);
    }

    /** Whether it may be spoken on a day. */
    public boolean inForce(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || !day.isAfter(validUntil));
    }

    /** The same content as a version of these people. */
    public ServiceItem as(int newVersion, @Nullable String newEditor, @Nullable String newReviewer) {
        return new ServiceItem(
                code,
                name,
                category,
                department,
                aliases,
                questions,
                conditions,
                slots,
                materials,
                steps,
                where,
                hours,
                legalTime,
                promisedTime,
                visits,
                fee,
                phone,
                complaintPhone,
                law,
                validFrom,
                validUntil,
                newVersion,
                newEditor,
                newReviewer);
    }

    @SuppressWarnings("DataFlowIssue") // a file may leave a list out
    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
