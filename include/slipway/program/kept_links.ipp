#pragma once

#include <deque>

#include <slipway/program/kept_links.hpp>
#include <slipway/program/link_tables.hpp>

namespace slipway {

SLIPWAY_DECL plan_links keep_links(const rules::role_view& role) {
  static std::deque<link_tables> all;
  return all.emplace_back(link(role)).view();
}

}  // namespace slipway
