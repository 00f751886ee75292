package org.wenzheng.sfu.http;

import java.net.InetAddress;

/**
 * Where the server listens.
 *
 * @param address local address
 * @param port TCP port, 0 for a free one
 * @param connections at one time; further ones are closed at once
 */
public record HttpOptions(InetAddress address, int port, int connections) {}
