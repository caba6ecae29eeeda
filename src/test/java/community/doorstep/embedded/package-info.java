/** The embedded run: PostgreSQL, Redis, the WeChat simulator and the application on loopback, with a sample community. */
package community.doorstep.embedded;
