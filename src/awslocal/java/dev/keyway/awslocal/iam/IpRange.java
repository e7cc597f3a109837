package dev.keyway.awslocal.iam;

import java.math.BigInteger;
import java.net.InetAddress;

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
    String prefix = slash < 0 ? Integer.toString(bits) : range.substring(slash + 1);
    if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
      return false;
    }
    int rest = bits - Integer.parseInt(prefix);
    return new BigInteger(1, network)
        .shiftRight(rest)
        .equals(new BigInteger(1, host).shiftRight(rest));
  }

  private static byte[] bytes(String address) {
    try {
      // never a host name: that would be looked up
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
