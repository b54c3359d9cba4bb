// A certificate in a file (X.509, PEM), read by openssl.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& certificate();
}  // namespace facts

namespace fact {
/// The first certificate of a file.
struct certificate_facts {
  fact_source from;
  fact_of<"certificate.subject", std::string_view> subject{from};  // "CN=www.example.com"
  fact_of<"certificate.issuer", std::string_view> issuer{from};
  fact_of<"certificate.serial", std::string_view> serial{from};    // in hexadecimal
  fact_of<"certificate.starts", std::int64_t> starts{from};        // seconds since 1970-01-01 UTC
  fact_of<"certificate.expires", std::int64_t> expires{from};      // the same
  fact_of<"certificate.remaining", std::int64_t> remaining{from};  // seconds until it expires; below 0 afterwards
  fact_of<"certificate.names", std::string_view> names{from};      // "www.example.com example.com"
  fact_of<"certificate.sha256", std::string_view> sha256{from};    // its fingerprint, in hexadecimal
};
[[nodiscard]] constexpr certificate_facts certificate(host_path path) { return {about_path(&facts::certificate, path)}; }
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/certificate.ipp>
#endif
