package io.tripmill.jobs.warehouse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A driver for URLs of Redshift that keeps what it is told and knows no answers: no version was loaded, no date holds a row. What a
 * real one makes of the statements it can't tell.
 */
public final class RecordingRedshift implements Driver {
    private static final List<String> TOLD = new ArrayList<>();
    private static Consumer<String> onCopy = sql -> {};

    /** Forgets what was told. */
    static void forget(Consumer<String> calledOnCopy) {
        TOLD.clear();
        onCopy = calledOnCopy;
    }

    /** The first word of every statement, and commit and rollback, in order. */
    static List<String> told() {
        return List.copyOf(TOLD);
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) {
        return acceptsURL(url) ? standIn(Connection.class, Map.of("createStatement", args -> statement())) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:redshift:");
    }

    private static Statement statement() {
        return standIn(
                Statement.class,
                Map.of(
                        "execute",
                        args -> {
                            String sql = String.valueOf(args[0]);
                            TOLD.add(sql.replaceFirst(" .*", ""));
                            if (sql.startsWith("COPY")) {
                                onCopy.accept(sql);
                            }
                            return false;
                        },
                        "executeQuery",
                        args -> {
                            TOLD.add("SELECT");
                            return standIn(ResultSet.class, Map.of("next", ignored -> false));
                        }));
    }

    /** An answer to a call, by its arguments. */
    @FunctionalInterface
    private interface Answer {
        Object to(Object[] arguments) throws SQLException;
    }

    private static <T> T standIn(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Answer answer = answers.get(method.getName());
            if (answer != null) {
                return answer.to(args == null ? new Object[0] : args);
            }
            return switch (method.getName()) {
                case "commit", "rollback" -> {
                    TOLD.add(method.getName());
                    yield null;
                }
                case "setAutoCommit", "close" -> null;
                default -> throw new InvocationTargetException(new SQLFeatureNotSupportedException(method.getName()));
            };
        }));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it logs nothing");
    }
}
