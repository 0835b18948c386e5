package io.tripmill.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class or method that needs Spark. A parameter of type {@link org.apache.spark.sql.SparkSession}, of the
 * constructor or of a method, receives the one session of this process; it starts when the first test asks for it. A
 * test leaves the session as it found it: no stop, no changed setting.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("spark")
@ExtendWith(SharedSession.class)
public @interface SparkTest {}
