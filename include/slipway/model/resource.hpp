// What a resource is: the seven questions that each answers.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/secret_text.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/row.hpp>

namespace slipway {

/// Where a resource says, at compile time, what it manages, affects, reads and needs (three of the seven questions). Every claim of
/// a deployment comes through here: texts are taken by reference, and written in place.
class description {
 public:
  /// Claims are written as long as there is room, and counted.
  constexpr description(row& r, claim* room, std::size_t most) : row_(&r), room_(room), most_(most) {}

  constexpr void manages(const std::string_view& space, const std::string_view& subject, const digest& whole,
                         const value_digest& state, presence after, reach extent = reach::itself) {
    add(claim_kind::exclusive, space, subject, whole, after, extent);
    if (claim* c = last()) c->state = state;
  }
  constexpr void manages_part(const std::string_view& space, const std::string_view& subject, const digest& whole,
                              const std::string_view& part, const value_digest& state, presence after = presence::unknown) {
    add(claim_kind::part, space, subject, whole, after);
    if (claim* c = last()) c->part = part, c->state = state;
  }
  /// The same two, when all that the resource says is what it wants of the key.
  constexpr void manages(const std::string_view& space, const std::string_view& subject, const digest& whole, presence after,
                         reach extent = reach::itself) {
    manages(space, subject, whole, row_->wanted, after, extent);
  }
  constexpr void manages_part(const std::string_view& space, const std::string_view& subject, const digest& whole,
                              const std::string_view& part, presence after = presence::unknown) {
    manages_part(space, subject, whole, part, row_->wanted, after);
  }
  constexpr void affects_all(const std::string_view& space) { row_->affects_spaces |= space_bit(space); }
  /// `subject` may be a pattern; "*" is all of the space.
  constexpr void affects(const std::string_view& space, const std::string_view& subject, reach extent = reach::itself) {
    if (subject.size() == 1 && subject[0] == '*') affects_all(space);
    else add(claim_kind::affects, space, subject, digest(subject), presence::unknown, extent);
  }
  /// It affects the subject, which is there afterwards.
  constexpr void creates(const std::string_view& space, const std::string_view& subject) {
    add(claim_kind::affects, space, subject, digest(subject), presence::present);
  }
  /// `needed` says which presence makes the probe print what is desired.
  constexpr void reads(const std::string_view& space, const std::string_view& subject, presence needed = presence::unknown) {
    add(claim_kind::reads, space, subject, digest(subject), needed);
  }
  /// It reads the subject, and affects it.
  constexpr void reads_and_affects(const std::string_view& space, const std::string_view& subject, const digest& whole) {
    add(claim_kind::reads, space, subject, whole);
    add(claim_kind::affects, space, subject, whole);
  }
  /// The subject must be there before: an operation of the same role that creates it comes earlier.
  constexpr void needs(const std::string_view& space, const std::string_view& subject) { needs(space, subject, digest(subject)); }
  constexpr void needs(const std::string_view& space, const std::string_view& subject, const digest& whole) {
    add(claim_kind::needs, space, subject, whole);
  }
  /// What it changes may end the operator's own access; `subject` is what.
  constexpr void risks_lockout(std::string_view subject) { row_->lockout_risk = subject; }
  /// The same, where this is the user that deploys.
  constexpr void risks_lockout_of(std::string_view user, std::string_view subject) {
    row_->lockout_user = user;
    row_->lockout_risk = subject;
  }
  /// What it changes may be network or firewall as they are now, which no file holds.
  constexpr void touches_network() { row_->touches_network = true; }
  /// In a guard it is taken back by its undo; what it manages is not saved.
  constexpr void is_undone() {
    if (row_->restored == way_back::saved) row_->restored = way_back::undone;
  }
  /// Nothing takes it back, so that a guard cannot hold it unless the program says that this is all right.
  constexpr void has_no_way_back() {
    if (row_->restored == way_back::saved) row_->restored = way_back::none;
  }
  constexpr void affects_everything() { row_->affects_everything = true; }
  /// Nobody can say what its probe looks at.
  constexpr void reads_anything() { row_->reads_anything = true; }
  constexpr void needs_root() { row_->needs_root = true; }
  constexpr void needs_platform(std::string_view platform) { row_->platform = platform; }
  /// It is done, not kept. Its probe, where it has one, says whether it is `done` already.
  constexpr void is_action() { row_->action = true; }
  /// What it does is decided while the deployment runs.
  constexpr void is_decided(const decision_kind& how) {
    row_->decides = &how;
    is_action();
  }
  /// The host goes down, and is to be there again within so many seconds.
  constexpr void restarts_host(std::uint32_t seconds) {
    row_->reboot_within = seconds;
    is_action();
  }
  /// The probe says nothing beforehand: it looks, after the operation, whether that went well.
  constexpr void is_probed_afterwards() { row_->probed_afterwards = true; }
  constexpr void text(std::string_view text_template, table_view<let_value> lets) {
    row_->text = text_template;
    row_->lets = lets;
  }
  /// The same, where the template is a file on the controller.
  constexpr void text_in_local_file(std::string_view path, table_view<let_value> lets) {
    text(path, lets);
    row_->source = path;
    row_->text_is_local_file = true;
  }
  /// Others than the owner and the group may read what becomes of the text: no secret may fill it.
  constexpr void exposes_text() { row_->exposes_text = true; }
  constexpr void source(std::string_view local_file) { row_->source = local_file; }
  /// The same, where the content is an archive of a whole folder.
  constexpr void source_folder(std::string_view local_folder) {
    row_->source = local_folder;
    row_->source_is_folder = true;
  }

  [[nodiscard]] constexpr std::size_t count() const { return count_; }

 private:
  constexpr void add(claim_kind kind, const std::string_view& space, const std::string_view& subject, const digest& whole,
                     presence after = presence::unknown, reach extent = reach::itself) {
    if (kind < claim_kind::affects || kind == claim_kind::reads) row_->reads_spaces |= space_bit(space);
    if (++count_ > most_) return;
    claim& c = room_[count_ - 1];
    c.kind = kind;
    c.space = space;
    c.subject = subject;
    c.whole = whole;
    c.after = after;
    c.extent = extent;
  }
  /// The one that was just added, where there was room.
  [[nodiscard]] constexpr claim* last() { return count_ <= most_ ? room_ + (count_ - 1) : nullptr; }

  row* row_;
  claim* room_;
  std::size_t most_, count_ = 0;
};

/// Shell text that resources of one kind share. All of it is POSIX sh; see plan/shell.hpp for what it may call.
struct family {
  std::string_view name;    // of its functions: `probe_NAME`, `ready_NAME`, `settle_NAME`
  std::string_view probe;   // defines probe_NAME: takes the words of many, prints nothing, calls `state INDEX TEXT`
  std::string_view apply;   // functions that the resources' apply and undo call
  std::string_view ready;   // defines ready_NAME, run before an apply; empty: there is none
  std::string_view settle;  // defines settle_NAME, run once before the last check, with the words of what changed
  std::string_view last{};  // defines last_NAME, run once after that: what was done for now and is well is done for the next boot
};

/// A file that becomes content on a host, read before any host is contacted.
struct local_source {
  std::uint64_t size = 0;
  std::string sha256;
  std::string version{};  // another whenever somebody has written to the file
  std::string text{};     // of a template
  std::string archive{};  // of a folder: the file that holds it
};

/// What a resource may look at when it renders itself for one host. Values are found in the order own, data.
class scope {
 public:
  virtual ~scope() = default;
  /// The value that fills a hole, as people may see it: `<secret>` for a secret. The compiler has made sure that there is one.
  [[nodiscard]] virtual std::string value(const let_value& let) const = 0;
  /// The same; nothing where the host does not know a fact.
  [[nodiscard]] virtual std::optional<std::string> known(const let_value& let) const { return value(let); }
  /// What a secret is; it stays where it is.
  [[nodiscard]] SLIPWAY_DECL virtual std::string_view secret(std::string_view name) const;
  [[nodiscard]] virtual const local_source& source(std::string_view path) const = 0;
  table_view<let_value> own{}, data{};
  const operation_options* options = nullptr;  // of the operation; null: it has none
  static constexpr std::size_t all_things = ~std::size_t{0};
  std::size_t thing = all_things;  // which of an operation's several is taken back, in the order of its claims
  bool knows_facts = true;         // before phase one has answered, texts that hold facts cannot be rendered

 protected:
  scope() = default;
  scope(const scope&) = default;
  scope& operator=(const scope&) = default;
};

/// What a file is to hold: bytes in memory, or a file on the controller. Where these are secret they stand in `secret`, and
/// nothing else is said of them: `bytes` are as people may see them, without size and digest.
struct content {
  std::string bytes;
  std::string_view source{};
  std::uint64_t size = 0;
  std::string sha256;
  bool is_secret = false;
  secret_text secret{};
  unsigned copy_seconds = 0;  // how long it may be under way, where it is large; 0: as long as it takes
  unsigned copy_retries = 0;  // how often it is sent again when that is over
};

/// Words of a shell command; every one passes the quoting function.
class shell_words {
 public:
  SLIPWAY_DECL shell_words& add(std::string_view word);
  SLIPWAY_DECL shell_words& add(std::uint64_t number);
  /// Words that have passed it already.
  SLIPWAY_DECL shell_words& add_quoted(std::string_view words);
  /// What follows belongs to another thing of the same operation (the second package): its probe answers separately.
  SLIPWAY_DECL shell_words& next();
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  /// Where each operation's index goes, before the words of each of its things.
  SLIPWAY_DECL void begin(std::size_t index);

 private:
  std::string text_, index_;
};

/// What becomes of what was there before, when an operation is taken back.
enum class prior : unsigned char {
  comes_back,  // the undo leads back to it: a service that was stopped
  stays,       // nothing is taken back then: a user, a folder, a package
  is_lost      // the operation has replaced it: a file's content
};

/// How a resource is taken back: shell text, or why that cannot be.
struct undo_text {
  std::string script;
  std::string irreversible;
  prior before = prior::comes_back;
  std::string probe{};     // words for the family's probe, which prints `gone` once it is taken back
  std::string gone{};      // both are empty where nothing can be looked at
  std::string created{};   // the script where nothing was there before; empty: the same
  std::size_t things = 0;  // of an operation on several: how many can be taken back by themselves, see scope::thing
};

/// A resource type as the run time sees it: the other four questions, and its content where it has one.
struct resource_kind {
  const family& (*belongs_to)(const void*);
  void (*probe)(const void*, const scope&, shell_words&);
  std::string (*desired)(const void*, const scope&);
  std::string (*apply)(const void*, const scope&);
  undo_text (*undo)(const void*, const scope&);
  std::optional<content> (*body)(const void*, const scope&);
};

/// It may also have `constexpr fault missing() const`, which `op` asks: where the user left out what it needs; and
/// `static constexpr bool runs_a_command`, where it keeps what options say of how one runs (as, env, directory and their like).
template <class T>
concept Resource = requires(const T& r, description& d, const scope& s, shell_words& w) {
  r.describe(d);
  { r.value() } -> std::same_as<value_digest>;
  { r.where() } -> std::same_as<located>;
  { T::belongs_to() } -> std::same_as<const family&>;
  r.probe(s, w);
  { r.desired(s) } -> std::same_as<std::string>;
  { r.apply(s) } -> std::same_as<std::string>;
  { r.undo(s) } -> std::same_as<undo_text>;
};

template <Resource R>
inline constexpr resource_kind kind_of{
    [](const void*) -> const family& { return R::belongs_to(); },
    [](const void* r, const scope& s, shell_words& w) { static_cast<const R*>(r)->probe(s, w); },
    [](const void* r, const scope& s) { return static_cast<const R*>(r)->desired(s); },
    [](const void* r, const scope& s) { return static_cast<const R*>(r)->apply(s); },
    [](const void* r, const scope& s) { return static_cast<const R*>(r)->undo(s); },
    [](const void* r, const scope& s) -> std::optional<content> {
      if constexpr (requires { static_cast<const R*>(r)->body(s); }) return static_cast<const R*>(r)->body(s);
      else return std::nullopt;
    }};

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/model/resource.ipp>
#endif
