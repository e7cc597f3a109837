package dev.keyway.awslocal.iam;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** CIDR ranges of the IP address operators. */
final class IpRange {

  private IpRange() {}

  static boolean contains(String range, String address) {
    int slash = range.indexOf('/');
    byte[] network = bytes(slash < 0 ? range : range.substring(0, slash));
    byte[] host = bytes(address);
    if (network.length == 0 || network.length != host.length) {
      return false;
    }
    int bits = network.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseInt(range.substring(slash + 1));
    int rest = Math.clamp(bits - prefix, 0, bits);
    return new BigInteger(1, network)
        .shiftRight(rest)
        .equals(new BigInteger(1, host).shiftRight(rest));
  }

  private static byte[] bytes(String address) {
    // a host name would be looked up: only literals are let through
    if (!address.matches("[0-9a-fA-F:.]+")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
