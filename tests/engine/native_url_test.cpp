#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "native/url.hpp"

namespace {

using asyncio::native::parse_http_url;

std::string text_of(std::string_view reference, std::string_view base = "") {
  const auto url = parse_http_url(reference, base);
  return url ? url->text : url.error();
}

std::string error_of(std::string_view reference) {
  const auto url = parse_http_url(reference, "");
  if (url) return "no error";
  return url.error().substr(url.error().find("\": ") + 3);
}

TEST(Url, HasPartsForTheConnection) {
  const auto url = parse_http_url("HTTP://Example.com:8080/a/b?c=d#e", "");
  ASSERT_TRUE(url.has_value());
  EXPECT_FALSE(url->secure);
  EXPECT_EQ(url->host, "example.com");
  EXPECT_EQ(url->port, "8080");
  EXPECT_EQ(url->target, "/a/b?c=d");
  EXPECT_EQ(url->authority, "example.com:8080");
  EXPECT_EQ(url->text, "http://example.com:8080/a/b?c=d");
}

TEST(Url, FillsInTheUsualPort) {
  EXPECT_EQ(parse_http_url("http://h", "")->port, "80");
  EXPECT_EQ(parse_http_url("https://h/", "")->port, "443");
  EXPECT_TRUE(parse_http_url("https://h/", "")->secure);
  EXPECT_EQ(parse_http_url("http://h:80", "")->authority, "h");
  EXPECT_EQ(parse_http_url("https://h:80", "")->authority, "h:80");
  EXPECT_EQ(parse_http_url("http://h:", "")->port, "80");
  EXPECT_EQ(parse_http_url("http://h:00081", "")->port, "81");
}

TEST(Url, FillsInTheRootPath) {
  EXPECT_EQ(parse_http_url("http://h", "")->target, "/");
  EXPECT_EQ(parse_http_url("http://h?q", "")->target, "/?q");
  EXPECT_EQ(text_of("http://h"), "http://h/");
}

TEST(Url, ReadsIpv6Literals) {
  const auto url = parse_http_url("http://[::1]:81/x", "");
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(url->port, "81");
  EXPECT_EQ(url->authority, "[::1]:81");
}

TEST(Url, EncodesWhatAnAddressMayNotHold) {
  EXPECT_EQ(text_of(" http://h/a b/튤립?q={\"x\"}\n"), "http://h/a%20b/%ED%8A%A4%EB%A6%BD?q=%7B%22x%22%7D");
  EXPECT_EQ(text_of("http://h/%41?a[]=1"), "http://h/%41?a[]=1");
}

TEST(Url, ResolvesAgainstABase) {
  EXPECT_EQ(text_of("b.svg", "http://h/x/a.html"), "http://h/x/b.svg");
  EXPECT_EQ(text_of("../b", "http://h/x/y/a"), "http://h/x/b");
  EXPECT_EQ(text_of("/b?q", "https://h/x"), "https://h/b?q");
  EXPECT_EQ(text_of("//other/b", "https://h/x"), "https://other/b");
  EXPECT_EQ(text_of("?q", "http://h/x"), "http://h/x?q");
  EXPECT_EQ(text_of("", "http://h/x"), "http://h/x");
  EXPECT_EQ(text_of("http://other/", "http://h/x"), "http://other/");
  EXPECT_EQ(text_of("http://h/a/./b/../c"), "http://h/a/c");
  EXPECT_EQ(text_of("http://h/../../c"), "http://h/c");
  EXPECT_EQ(text_of("http://h/.."), "http://h/");
}

// RFC 3986, section 5.4, as far as it concerns addresses on the web.
TEST(Url, ResolvesTheExamplesOfTheStandard) {
  constexpr std::string_view base = "http://a/b/c/d;p?q";
  EXPECT_EQ(text_of("g", base), "http://a/b/c/g");
  EXPECT_EQ(text_of("./g", base), "http://a/b/c/g");
  EXPECT_EQ(text_of("g/", base), "http://a/b/c/g/");
  EXPECT_EQ(text_of("/g", base), "http://a/g");
  EXPECT_EQ(text_of("//g", base), "http://g/");
  EXPECT_EQ(text_of("?y", base), "http://a/b/c/d;p?y");
  EXPECT_EQ(text_of("g?y", base), "http://a/b/c/g?y");
  EXPECT_EQ(text_of("#s", base), "http://a/b/c/d;p?q");
  EXPECT_EQ(text_of("g;x?y#s", base), "http://a/b/c/g;x?y");
  EXPECT_EQ(text_of("", base), "http://a/b/c/d;p?q");
  EXPECT_EQ(text_of(".", base), "http://a/b/c/");
  EXPECT_EQ(text_of("..", base), "http://a/b/");
  EXPECT_EQ(text_of("../g", base), "http://a/b/g");
  EXPECT_EQ(text_of("../..", base), "http://a/");
  EXPECT_EQ(text_of("../../../g", base), "http://a/g");
  EXPECT_EQ(text_of("/./g", base), "http://a/g");
  EXPECT_EQ(text_of("g.", base), "http://a/b/c/g.");
  EXPECT_EQ(text_of("..g", base), "http://a/b/c/..g");
  EXPECT_EQ(text_of("./g/.", base), "http://a/b/c/g/");
  EXPECT_EQ(text_of("g/../h", base), "http://a/b/c/h");
  EXPECT_EQ(text_of("g;x=1/../y", base), "http://a/b/c/y");
  EXPECT_EQ(text_of("g?y/../x", base), "http://a/b/c/g?y/../x");
}

TEST(Url, SaysWhyAnAddressCannotBeUsed) {
  EXPECT_EQ(error_of("http://h:port/"), "the port is not valid");
  EXPECT_EQ(error_of("http://h:80:90/"), "the port is not valid");
  EXPECT_EQ(error_of("http://h:99999/"), "the port is not valid");
  EXPECT_EQ(error_of("http://h:0/"), "the port is not valid");
  EXPECT_EQ(error_of("http://h:-1/"), "the port is not valid");
  EXPECT_EQ(error_of("http://[::1]x/"), "the port is not valid");
  EXPECT_EQ(error_of("http://[::1/"), "the address in brackets is not valid");
  EXPECT_EQ(error_of("http://[1.2.3.4]/"), "the address in brackets is not valid");
  EXPECT_EQ(error_of("http://a,b/"), "the name of the host is not valid");
  EXPECT_EQ(error_of("ftp://h/"), "only http: and https: addresses can be fetched");
  EXPECT_EQ(error_of("ftp:#"), "only http: and https: addresses can be fetched");
  EXPECT_EQ(error_of("localhost:80/"), "only http: and https: addresses can be fetched");
  EXPECT_EQ(error_of("http:///x"), "the address names no host");
  EXPECT_EQ(error_of("http://:80/x"), "the address names no host");
  EXPECT_EQ(error_of("http:x"), "the address names no host");
  EXPECT_EQ(error_of("http://튤립/"), "the name of the host must be in ASCII");
  EXPECT_EQ(error_of("http://h\\x/"), "the name of the host must be in ASCII");
  EXPECT_EQ(error_of("http://me:pw@h/"), "the address must not hold a user name or password");
  EXPECT_EQ(parse_http_url("a", "not a base").error(),
            "could not fetch \"a\": the base address \"not a base\" is not valid");
}

}  // namespace
