package io.tripmill.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The checked arguments of one run. */
public final class Args {
    private final List<Param<?>> params;
    private final Map<Param<?>, Object> given;

    private Args(List<Param<?>> params, Map<Param<?>, Object> given) {
        this.params = params;
        this.given = Map.copyOf(given);
    }

    /**
     * Reads {@code --name value} and {@code --name=value}.
     *
     * <p>On AWS Glue (recognised by its {@code --JOB_NAME}) the names that Glue passes are set aside, and so are stray words.
     * Names in {@code --ignore-arguments} are set aside everywhere.
     *
     * @throws RunFailure with {@link ErrorCode#ARGUMENT} and every problem, each with its remedy
     */
    public static Args parse(JobSpec spec, List<String> argv) {
        return new Parsing(spec.name(), spec.params(), spec.checks(), GlueArguments.comeFromGlue(argv)).parse(argv);
    }

    /** Reads the arguments of a command that is not a job, such as {@code show}. */
    public static Args parse(String command, List<Param<?>> params, List<String> argv) {
        return new Parsing(command, params, List.of(), false).parse(argv);
    }

    /**
     * The value given, else the parameter's default.
     *
     * @throws IllegalStateException if the parameter has neither; ask {@link #find} then
     */
    public <T> T get(Param<T> param) {
        return find(param).orElseThrow(() -> new IllegalStateException(param + " has no value and no default"));
    }

    /** The value given, else the parameter's default, else empty. */
    public <T> Optional<T> find(Param<T> param) {
        Optional<T> explicit = findGiven(param);
        return explicit.isPresent() ? explicit : param.fallback();
    }

    /** The value given; empty where the default would speak. */
    @SuppressWarnings("unchecked") // the parameter itself read the value
    public <T> Optional<T> findGiven(Param<T> param) {
        if (!params.contains(param)) {
            throw new IllegalArgumentException(param + " is not a parameter of this run");
        }
        return Optional.ofNullable((T) given.get(param));
    }

    /** Every parameter that has a value and is not empty, as one would type it, in the order of the declaration. */
    public Map<String, String> asTyped() {
        Map<String, String> typed = new LinkedHashMap<>();
        params.forEach(
                param -> write(param).filter(text -> !text.isEmpty()).ifPresent(text -> typed.put(param.name(), text)));
        return typed;
    }

    private <T> Optional<String> write(Param<T> param) {
        return find(param).map(param::write);
    }

    /** One pass over an argument vector that collects every problem. */
    private static final class Parsing {
        private final String subject;
        private final List<Param<?>> params;
        private final List<JobSpec.Check> checks;
        private final boolean onGlue;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final Set<String> unknown = new HashSet<>();

        Parsing(String subject, List<Param<?>> params, List<JobSpec.Check> checks, boolean onGlue) {
            this.subject = subject;
            this.params = params;
            this.checks = checks;
            this.onGlue = onGlue;
        }

        Args parse(List<String> argv) {
            Set<String> ignored = ignored(argv);
            for (int i = 0; i < argv.size(); i++) {
                String arg = argv.get(i);
                if (!arg.startsWith("--") || arg.length() == 2) {
                    if (!onGlue) {
                        problems.add("'" + arg + "' stands alone; write --name value");
                    }
                    continue;
                }
                int equals = arg.indexOf('=');
                String name = arg.substring(2, equals < 0 ? arg.length() : equals);
                boolean ownsNext =
                        equals < 0 && i + 1 < argv.size() && !argv.get(i + 1).startsWith("--");
                String text = equals >= 0 ? arg.substring(equals + 1) : ownsNext ? argv.get(++i) : null;
                if (ignored.contains(name) || (onGlue && GlueArguments.isReserved(name))) {
                    continue;
                }
                take(name, text);
            }
            Args args = new Args(params, values());
            if (problems.isEmpty()) {
                checks.forEach(check -> check.problemWith(args).ifPresent(problems::add));
            }
            refuseProblems();
            return args;
        }

        private void take(String name, @org.jspecify.annotations.Nullable String text) {
            if (params.stream().noneMatch(param -> param.name().equals(name))) {
                if (unknown.add(name)) {
                    problems.add("--" + name + " is unknown; " + subject + " takes "
                            + params.stream().map(Param::toString).collect(Collectors.joining(", "))
                            + " (or set it aside with --ignore-arguments " + name + ")");
                }
            } else if (text == null && param(name).isFlag()) {
                take(name, "true");
            } else if (text == null) {
                problems.add("--" + name + " has no value; write --" + name + " "
                        + param(name).form());
            } else if (texts.putIfAbsent(name, text) != null) {
                problems.add("--" + name + " is given twice; give it once");
            }
        }

        private Map<Param<?>, Object> values() {
            Map<Param<?>, Object> values = new HashMap<>();
            for (Param<?> param : params) {
                String text = texts.get(param.name());
                if (text != null) {
                    try {
                        values.put(param, param.read(text));
                    } catch (IllegalArgumentException e) {
                        problems.add("--" + param.name() + ": " + e.getMessage());
                    }
                } else if (param.isRequired()
                        && problems.stream().noneMatch(problem -> problem.startsWith("--" + param.name() + " "))) {
                    problems.add("--" + param.name() + " is missing; " + lowerFirst(param.meaning()));
                }
            }
            return values;
        }

        private void refuseProblems() {
            if (!problems.isEmpty()) {
                throw new RunFailure(
                        ErrorCode.ARGUMENT,
                        subject + ": " + String.join("; ", problems) + ".",
                        "See: tripmill help " + subject + ".");
            }
        }

        private Param<?> param(String name) {
            return params.stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static Set<String> ignored(List<String> argv) {
            Set<String> names = new HashSet<>();
            String flag = "--" + CommonParams.IGNORE_ARGUMENTS.name();
            for (int i = 0; i < argv.size(); i++) {
                String arg = argv.get(i);
                if (arg.startsWith(flag + "=")) {
                    names.addAll(List.of(arg.substring(flag.length() + 1).split(",")));
                } else if (arg.equals(flag) && i + 1 < argv.size()) {
                    names.addAll(List.of(argv.get(i + 1).split(",")));
                }
            }
            return names;
        }

        private static String lowerFirst(String sentence) {
            return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
        }
    }
}
