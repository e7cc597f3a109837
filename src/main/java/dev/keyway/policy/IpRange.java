package dev.keyway.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address or a CIDR range, IPv4 or IPv6; without a prefix length it is the one address.
 *
 * <p>Source: IAM User Guide, "IP address condition operators".
 */
record IpRange(InetAddress address, int prefixLength) {
  private static final int DEFAULT_PREFIX = 32;
  private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");
  private static final Pattern COLONED = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  static Truth contains(String range, String address) {
    var wanted = parse(range);
    var found = wanted.isEmpty() ? Optional.<InetAddress>empty() : address(address);
    if (wanted.isEmpty() || found.isEmpty()) {
      return Truth.UNKNOWN;
    }
    Truth single = Truth.of(wanted.get().contains(found.get()));
    boolean doubtful = range.indexOf('/') < 0 && range.indexOf(':') >= 0;
    return doubtful && single != Truth.of(wanted.get().widened().contains(found.get()))
        ? Truth.UNKNOWN
        : single;
  }

  /** The same address under the default prefix that AWS states, without a word on IPv6: /32. */
  private IpRange widened() {
    return new IpRange(address, DEFAULT_PREFIX);
  }

  static Optional<IpRange> parse(String text) {
    int slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new IpRange(address.get(), bits));
    }
    String length = text.substring(slash + 1);
    if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    return Optional.of(new IpRange(address.get(), Integer.parseInt(length)));
  }

  /** Never looks a name up. An IPv4 address in IPv6 clothes is not read: AWS is silent on it. */
  private static Optional<InetAddress> address(String text) {
    boolean ipv6 = text.indexOf(':') >= 0;
    // what is plainly none is told apart without an exception, of which long lists would cost much
    if (!(ipv6 ? COLONED : DOTTED).matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return ipv6 == address instanceof Inet4Address ? Optional.empty() : Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
