/**
 * EchoMotion on one machine: a data directory that one process holds, PostgreSQL and Kafka on disk
 * in it, and the five services, in this process or in five. Settings go in, addresses come out.
 * Everything listens on loopback only. What is started is stopped in the reverse order, and nothing
 * outlives its owner: leftovers of a killed predecessor are ended before a new start.
 */
package org.echomotion.standalone;
