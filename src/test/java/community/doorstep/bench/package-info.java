/**
 * How fast the house is, measured against the same work without its code: {@code mvn -Pbench verify}. The application,
 * the load and the servers are processes of their own; the table goes to {@code target/bench.md}.
 */
package community.doorstep.bench;
