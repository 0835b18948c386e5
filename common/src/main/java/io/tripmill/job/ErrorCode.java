package io.tripmill.job;

import java.util.Arrays;
import java.util.Optional;

/** Why a run did not succeed: a stable code, who has to act, and what an operator does about it. */
public enum ErrorCode {
    ARGUMENT(
            "T-ARGUMENT",
            10,
            Actor.CALLER,
            "An argument is unknown, missing, given twice or malformed.",
            "Correct the arguments; the message lists every problem at once."),
    MAPPING(
            "T-MAPPING",
            10,
            Actor.CALLER,
            "The column mapping does not fit the landing files.",
            "Correct --columns or --provider-id as the message says."),
    RULESET(
            "T-RULESET",
            10,
            Actor.CALLER,
            "The ruleset can't be read, or not be used for what --on-failure asks.",
            "Correct the ruleset; the message lists every problem at once."),
    ZONES(
            "T-ZONES",
            10,
            Actor.CALLER,
            "The file of zones is no GeoJSON of polygons that can be told apart.",
            "Correct the file as the message says."),
    CALENDAR(
            "T-CALENDAR",
            10,
            Actor.CALLER,
            "The calendar is no CSV file of dates and what they are called.",
            "Correct the file as the message says."),
    INPUT_MISSING(
            "T-INPUT-MISSING",
            20,
            Actor.UPSTREAM,
            "No landing file, lake or table is there to read.",
            "Check the URI and whether the job before this one has run; then run again."),
    UNREADABLE(
            "T-UNREADABLE",
            20,
            Actor.UPSTREAM,
            "A URI can't be reached or read.",
            "Check its spelling, the credentials and the network; then run again."),
    BAD_FILE(
            "T-BAD-FILE",
            20,
            Actor.UPSTREAM,
            "A landing file can't be read to its end; nothing was published.",
            "Have the file sent again, or run with --on-bad-file skip."),
    LATE(
            "T-LATE",
            20,
            Actor.UPSTREAM,
            "Landing files that were due, and their grace too, are not there.",
            "Ask whoever sends them; the next run of ingest-pings takes them up whenever they come."),
    EMPTY(
            "T-EMPTY",
            20,
            Actor.UPSTREAM,
            "Landing files that were due came without a record, or too few of them.",
            "Ask whoever sends them; the next run of ingest-pings takes them up whenever they come."),
    QUALITY(
            "T-QUALITY",
            30,
            Actor.UPSTREAM,
            "Rows don't hold to a ruleset whose failure halts the run; nothing was published.",
            "Read the outcomes in rule_outcomes; have the data corrected, or run with --on-failure warn."),
    LAKE_DIFFERS(
            "T-LAKE-DIFFERS",
            40,
            Actor.CALLER,
            "An argument differs from a property of the lake.",
            "Leave the argument out, or use another lake."),
    LAKE_FORMAT(
            "T-LAKE-FORMAT",
            40,
            Actor.CALLER,
            "The lake was written by a version of Tripmill that this one can't follow.",
            "Use the version that the message names."),
    PARAMS_DIFFER(
            "T-PARAMS-DIFFER",
            40,
            Actor.CALLER,
            "The stored rows were made with other parameters.",
            "Run with the stored parameters, or with --recompute full."),
    TABLE_DIFFERS(
            "T-TABLE-DIFFERS",
            40,
            Actor.OPERATOR,
            "A stored table does not have the columns that it should have.",
            "Find out who altered it; restore it or write to another lake."),
    TABLE_DAMAGED(
            "T-TABLE-DAMAGED",
            40,
            Actor.OPERATOR,
            "An entry of a stored table's log, or a file that it names, is gone or torn; nothing was published.",
            "Bring the file back from the bucket's versions or a backup; or remove the table's folder and run its job with --recompute full, for pings on all landing files."),
    CONTRACT(
            "T-CONTRACT",
            40,
            Actor.CALLER,
            "The consumer's contract can't be read, or does not allow the delivery; nothing was delivered.",
            "Correct the contract as the message says, or agree on another."),
    QUALITY_OPEN(
            "T-QUALITY-OPEN",
            40,
            Actor.UPSTREAM,
            "The last check of a table behind the product halted its run; nothing was delivered.",
            "Have the data corrected and check again, or let the check warn; then run again."),
    TOO_FEW(
            "T-TOO-FEW",
            40,
            Actor.CALLER,
            "No count of the delivery reaches k, so all of it would be hidden; nothing was delivered.",
            "Agree on larger cells or longer periods."),
    LEAK(
            "T-LEAK",
            40,
            Actor.OPERATOR,
            "From what a consumer was given something follows that its contract hides.",
            "Withdraw the deliveries that the report names, and report it."),
    NOT_AS_DELIVERED(
            "T-NOT-AS-DELIVERED",
            40,
            Actor.CALLER,
            "A delivered file is not what its manifest says.",
            "Fetch the delivery again; if it stays so, ask whoever delivers it."),
    TOO_WIDE(
            "T-TOO-WIDE",
            40,
            Actor.CALLER,
            "A text is longer than its column in the warehouse; nothing was loaded.",
            "Widen the column as the message says, or find out why the text is that long."),
    DELIVERY(
            "T-DELIVERY",
            50,
            Actor.OPERATOR,
            "What lies outside of the lake could not be reached, or refused the change.",
            "Correct what the message names and run again: what was changed already is changed to the same."),
    CONFLICT(
            "T-CONFLICT",
            50,
            Actor.OPERATOR,
            "Another run wrote to the same table at the same time; this run published nothing more.",
            "Run again."),
    CATALOG(
            "T-CATALOG",
            50,
            Actor.OPERATOR,
            "The run's data are committed, but a table could not be registered in the catalog.",
            "Correct what the message names and run again: only the registration is left to do."),
    NOT_UNDONE(
            "T-NOT-UNDONE",
            40,
            Actor.OPERATOR,
            "A run can't be undone, or no longer; nothing was changed.",
            "Undo first what was built on it, as the message says; where that can't be, correct the input and run again."),
    DEPLOY(
            "T-DEPLOY",
            20,
            Actor.OPERATOR,
            "AWS could not be reached, or refused to define the jobs.",
            "Correct what the message names and deploy again: what is done already is left alone."),
    INTERNAL(
            "T-INTERNAL",
            70,
            Actor.MAINTAINER,
            "Something happened that should not.",
            "Report it with the run's JSON and the log.");

    /** Who has to act. */
    public enum Actor {
        CALLER("Whoever typed or scheduled the arguments."),
        UPSTREAM("Whoever delivers the input."),
        OPERATOR("Whoever runs the platform."),
        MAINTAINER("Whoever keeps Tripmill.");

        private final String sentence;

        Actor(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    private final String code;
    private final int exitCode;
    private final Actor actor;
    private final String meaning;
    private final String action;

    ErrorCode(String code, int exitCode, Actor actor, String meaning, String action) {
        this.code = code;
        this.exitCode = exitCode;
        this.actor = actor;
        this.meaning = meaning;
        this.action = action;
    }

    /** The constant of a code such as {@code T-ARGUMENT}; empty if there is none. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }

    /** The code as it stands in messages, such as {@code T-ARGUMENT}. */
    public String code() {
        return code;
    }

    /** The exit code of the local launcher; on Glue a failure is an exception. */
    public int exitCode() {
        return exitCode;
    }

    public Actor actor() {
        return actor;
    }

    public String meaning() {
        return meaning;
    }

    public String action() {
        return action;
    }
}
