"""The dictionary of mistakes: what is wrong, in one sentence, and what to do about it.

`{0}`, `{1}`... are the culprits: `{0}` is 'its name', in quotes; `{0.text}` the bare name; `{0.where}` is " (line 12)" where its place is
known, else nothing; `{0.kind}` says a C++ type in a word or two. A new mistake is one line.
"""

from collections import namedtuple

Entry = namedtuple("Entry", "sentence remedy place culprit")

CALL = "call"          # the mistake is where the compiler says
ARGUMENT = "argument"  # of a call: the text that is wrong
SUBJECT = "subject"    # of a chain of calls: what it begins with


def problem(sentence, remedy="", place=None):
    """A type in slipway::problem. Its place is that of the culprit with this number, else of the first that has one."""
    return Entry(sentence, remedy, place, None)


def argument(sentence, remedy=""):
    """A function in core/wrong.hpp; `{0}` is the text that it was given."""
    return Entry(sentence, remedy, CALL, ARGUMENT)


def chain(sentence, remedy=""):
    """A function in core/wrong.hpp about several calls together; `{0}` is what they begin with."""
    return Entry(sentence, remedy, CALL, SUBJECT)


# said, and nothing is wrong
NOTES = {"unused_data"}

MISTAKES = {
    # operations of one role
    "missing_dependency": problem("{0} waits for {1}, which is not in its role", "add it to role(...) or drop the condition"),
    "dependency_listed_later": problem("{0} waits for {1}{1.where}, which its role lists after it", "the list is the order: move one of them"),
    "dependency_cycle": problem("{0} and {1}{1.where} wait for each other, perhaps by way of others", "drop one of the conditions"),
    "duplicate_operation": problem("{1} has the name of another operation{0.where} and says something else", "give one of them another name", 1),
    "conflicting_operations": problem("{1} and {0}{0.where} want different things of {2}", "drop one of them, or make them agree", 1),
    "created_too_late": problem("{0} needs what {1}{1.where} creates, and its role lists that after it", "the list is the order: move one of them"),
    "fact_read_too_early": problem("{0} uses a fact about {2}, which {1}{1.where} may change before it",
                                   "facts are read before anything is changed: move it, or say what the other one affects"),
    "not_an_operation": problem("role(...) holds something that is neither an operation nor a role: {0.text}",
                                'give it a name: op<"...">(...)', CALL),
    "fact_compared_with_another_type": problem("{0} is {1.kind}, and is compared with {2.kind}", "compare it with a value of its own type", CALL),
    # operations on a machine
    "unfilled_hole": problem("nothing fills {{{{{1.text}}}}} in the text of {0} on {2}", "correct its name, or add a let<...> of that name to the data"),
    "each_needs_a_list": problem("{{{{#each {1.text}}}}} in the text of {0} on {2} names no list", "use {{{{#if}}}}, or fill it with a list"),
    "hole_needs_one_value": problem("{{{{{1.text}}}}} in the text of {0} on {2} is more than one value", "use {{{{#each}}}}, or name a member"),
    "missing_data": problem("the condition of {0} asks for the data '{1.text}', which {2} does not have",
                            "correct its name, or add a let<...> of that name to the data"),
    "data_compared_with_another_type": problem("the condition of {0} compares the data '{1.text}' of {2} with a value of another type",
                                               "compare it with a value of its own type"),
    "not_constant": problem("the operations, settings or data of {0} are not constant", "write `static constexpr` before them"),
    "no_operations": problem("{0} has no operations", "its struct needs `static constexpr auto operations = role(...)`"),
    "wrong_platform": problem("{0} does not work on {1}, which is the platform of {2}", "correct the platform, or leave the operation out there"),
    "needs_root": problem("{0} needs root on {1}", "log in as root, or say .become = sw::sudo"),
    "not_restorable": problem("{0} cannot be taken back, as all of the guarded {1} must be", 'add .undo(...), or irreversible("why")'),
    "unguarded_lockout_risk": problem("{0} may lock you out, because it changes {1}", 'put it into guarded<"...">(...), or say unguarded("why")'),
    "stage_in_a_guard": problem("{0} begins another stage of the deployment, and is in the guard {1}{1.where}",
                                   "a guard ends in the stage where it begins: move it out of it"),
    "guard_in_a_guard": problem("the guard {0} is in the guard {1}{1.where}", "guards do not nest: drop one of them"),
    "exposed_secret": problem("{0} puts the secret {1} where others may read it",
                              'give the file a mode whose last digit is 0, as in .mode("0600"); a block of a file has none: make it a file'),
    # machines of a layout
    "duplicate_deployable": problem("two deployables have one name: {0}", "give one of them another name"),
    "deployable_cycle": problem("{0} and {1} depend on each other, perhaps by way of others", "drop one of the dependencies"),
    "dependency_outside_layout": problem("{0} depends on {1}, which is not in the layout", "add it to the layout, or drop the dependency"),
    "selection_matches_nothing": problem("'{1.text}' in the selection {0} matches nothing in the layout", "correct the pattern"),
    "unused_data": problem("no text of {1} uses the data {0}", "correct its name, or take it out"),
    # options of operations
    "option_is_given_twice": argument("the option {0} is given twice", "drop one"),
    "option_needs_an_operation_that_runs_a_command": chain("{0} runs no command of yours, and an option says how one runs",
                                                           "drop as, directory, umask, stdin, env and success_codes there"),
    "at_most_8_variables_for_each_operation": chain("{0} has more than 8 variables", "set others in the command"),
    "variable_name_is_not_valid": argument("the name in env<...> cannot be one of a variable", "use letters, digits and underscores"),
    "exit_status_must_be_between_0_and_255": argument("an exit status is not between 0 and 255", "correct it"),
    "retry_must_be_between_1_and_1000_times": argument("an operation is retried 0 times, or over 1,000", "say how often, or drop retry(...)"),
    "assume_takes_at_most_4_changed_joined_by_or": argument("what is assumed rests on more than changed(...)",
                                                            "join at most 4 changed(...) with ||"),
    # settings
    "schedule_is_not_one_of_crontab": argument("{0} is no schedule of crontab(5)", 'write five fields as in "30 3 * * 1-5", or a word such as "@daily"'),
    "calendar_is_not_one_of_systemd": argument("{0} is no calendar event of systemd", 'write it as in "Mon..Fri *-*-* 03:30" or "daily"'),
    "timer_needs_on_or_absent": chain("{0} does not say when it elapses", "add .on(...) or .absent()"),
    "cron_job_needs_at_and_runs_or_absent": chain("{0} does not say when it runs, or what", "add .at(...) and .runs(...), or .absent()"),
    "name_must_have_between_1_and_48_characters": argument("the name {0} does not have between 1 and 48 characters", "find another one"),
    "name_must_be_letters_digits_hyphens_and_underscores": argument("the name {0} has other signs than letters, digits, hyphens and underscores",
                                                                    "cron passes over files of such names: find another one"),
    "policy_of_another_type": problem("{0.kind} is no policy", "a policy is true, false, or a function that takes a slipway::context&", CALL),
    "filter_of_another_type": problem("{0.kind} is no filter", "a filter takes a slipway::context& and returns a std::optional<bool>", CALL),
    "command_must_not_be_empty": argument("the command that enters a container is empty", "say it, or leave the field out"),
    "not_a_deployable": problem("{0.text} is in a layout, and is no deployable", "derive it from sw::machine, or give it a prefix and a name", CALL),
    "data_of_another_type": problem("{0.text} holds data that cannot come from outside",
                                    "use std::string_view, integers, bool, and std::optional and std::vector of these", CALL),
    "filter_of_another_type": problem("{0.kind} is no filter",
                                      "a filter is a function that takes a slipway::context& and returns std::optional<bool>", CALL),
    "data_of_another_type": problem("{0.kind} cannot be read from a file of machines",
                                    "make it a struct of BOOST_HANA_DEFINE_STRUCT with texts, numbers and booleans", CALL),
    "command_must_not_be_empty": argument("a command is empty", "say which one enters the container"),
    "prefix_must_be_letters_digits_and_underscores": argument("the prefix {0} cannot begin the name of an environment variable",
                                                              "use letters, digits and underscores"),
    "secret_name_is_not_valid": argument("the name in secret<...> cannot be one",
                                         "use letters, digits, _ - . and /, and begin with a letter, a digit or _"),
    "template_must_hold_the_name_of_the_secret": argument("{0} does not say where the name of the secret goes", "write {{{{name}}}} there, and no other hole"),
    "misspelt_setting": problem("{1.text} has no '{0.text}'; did you mean '{2.text}'?", "", CALL),
    "unknown_setting": problem("{1.text} has no '{0.text}'", "its fields are {2.text}", CALL),
    "setting_out_of_order": problem("'{0.text}' comes too late", "write the fields of {1.text} in this order: {2.text}", CALL),
    # paths and modes
    "path_must_be_absolute": argument("{0} is not an absolute path", "begin it with a slash"),
    "path_must_be_relative_to_the_closure": argument("{0} is not a path inside the closure", "write it without the store path: bin/self-test"),
    "path_must_be_normalised": argument("the path {0} has a part that is empty, '.' or '..'", "write the path without it"),
    "path_must_not_end_in_a_slash": argument("the path {0} ends in a slash", "leave the slash out"),
    "mode_must_be_three_or_four_octal_digits": argument("the mode {0} is not three or four octal digits", 'write it as in "0644"'),
    "pattern_must_not_end_in_a_backslash": argument("the pattern {0} ends in a backslash, which quotes nothing", "leave it out, or write it twice"),
    "pattern_must_not_be_empty": argument("a pattern is empty", "say what it should match"),
    "something_absent_has_no_other_attributes": chain("{0} shall be absent and have attributes", "drop absent(), or the attributes"),
    "no_decision_exports_this_with_this_type": argument("no decision of that machine exports {0} with this type",
                                                        'add exports<"..."> to its options, or correct the name or type'),
    "link_needs_to_or_absent": chain("{0} does not say where the link leads", "add .to(...) or .absent()"),
    # names and texts
    "name_must_not_be_empty": argument("an operation's name is empty", "say in a few words what the operation does"),
    "name_must_be_one_line_of_plain_text": chain("the name {0} is not one line of plain text", "leave control characters out"),
    "text_must_be_one_line": argument("{0} is more than one line", "make it one, or use files::block"),
    "text_must_not_be_empty": argument("a text is empty", "say what it should be"),
    "text_must_not_contain_nul": argument("{0} contains a NUL byte", "leave it out"),
    "text_must_be_shorter_than_100000_bytes": argument("a text has 100,000 bytes or more", "put it into a file, and name that with .source(...)"),
    "text_must_not_contain_a_colon_or_newline": argument("{0} contains a colon or a newline, which /etc/passwd cannot hold", "leave it out"),
    "text_must_not_contain_the_markers_of_a_block": argument("{0} contains a line that marks a block", "leave that line out: Slipway writes it"),
    "block_needs_text_or_absent": chain("{0} does not say what the block holds", "add a text or .absent()"),
    "block_of_a_text_must_be_closed": argument("a block in {0} is not closed", "end it with {{/if}} or {{/each}}"),
    "block_of_a_text_is_not_open_here": argument("{0} belongs to no block that is open there", "blocks are closed in turn, the innermost first"),
    "block_of_a_text_must_be_if_or_each": argument("{0} begins no block", "there are {{#if name}} and {{#each list}}"),
    "blocks_of_a_text_must_be_at_most_8_deep": argument("blocks are nested too deeply in {0}", "at most 8 are open at once"),
    "hole_must_end_in_two_closing_braces": argument("a hole in {0} does not end", "end it with }}}}"),
    "regular_expression_is_not_valid": argument("{0} is not a regular expression", "correct it: it is an extended one, as awk takes it"),
    "regular_expression_means_different_things_to_awks": argument("awks do not agree what the regular expression {0} means",
                                                                  "write letter classes such as [0-9] in full"),
    # packages
    "package_name_is_not_one_of_debian": argument("{0} cannot be the name of a Debian package", "a version is given with .version(...)"),
    "package_version_is_not_one_of_debian": argument("{0} cannot be the version of a Debian package", "write it as apt-cache policy does"),
    "version_needs_exactly_one_package": argument("the version {0} is said of more than one package", "use one apt::packages(...) for each"),
    "version_and_latest_exclude_each_other": chain("{0} has version(...) and latest(), which exclude each other", "drop one of them"),
    "duration_must_be_at_most_40_days": argument("a duration is longer than 40 days", "nobody waits that long: make it shorter"),
    "duration_must_be_longer_than_zero": argument("a duration is not longer than zero", "write it as in 24h"),
    # services
    "unit_name_is_not_valid": argument("{0} cannot be the name of a unit", "write it as systemctl does"),
    "template_unit_needs_an_instance": argument("{0} is a template, which cannot run by itself", "name an instance after the @"),
    "a_masked_unit_cannot_be_running_or_enabled": chain("{0} shall be masked, and running or enabled", "drop one of them"),
    "unit_cannot_be_running_and_stopped": chain("{0} shall be running and stopped", "drop one of them"),
    "unit_cannot_be_enabled_and_disabled": chain("{0} shall be enabled and disabled", "drop one of them"),
    "service_must_say_running_stopped_enabled_disabled_or_masked": chain(
        "{0} does not say what the service shall be", "add .running(), .stopped(), .enabled(), .disabled() or .masked()"),
    # users and connections
    "user_or_group_name_is_not_valid": argument("{0} cannot be the name of a user or a group", "use small letters, digits, - and _"),
    "groups_and_member_of_exclude_each_other": chain("{0} has groups(...) and member_of(...), which exclude each other", "drop one of them"),
    "address_must_begin_with_http": argument("{0} is no address of HTTP", "begin it with http:// or https://"),
    "address_must_be_written_with_percent_signs": argument("the address {0} has spaces, quotes or backslashes", "write them as in %20"),
    "port_must_be_between_1_and_65535": argument("a port is not between 1 and 65535", "correct it; 22 need not be said"),
}


def words(name):
    """What a mistake is called, as words."""
    return name.replace("_", " ")


def entry(name, culprits, otherwise):
    """The entry of a mistake; one that is not in the table says its own name, and the culprits'."""
    if name in MISTAKES:
        return MISTAKES[name]
    places = ", ".join(f"{{{number}}}{{{number}.where}}" for number, culprit in enumerate(culprits) if culprit.text)
    return otherwise(f"{words(name)}: {places}" if places else words(name))
