// From bytes to verdicts: reading, finding and checking, on our own sentences and,
// where they are there, on those of ../shared.

#include <gtest/gtest.h>

#include <filesystem>

#include "claims/check.h"
#include "claims/evaluate.h"
#include "claims/find.h"
#include "claims/scene.h"
#include "engine/house_for_tests.h"
#include "text/csv.h"

namespace ratione::claims {
namespace {

using testing_house::project;

const Language& english() {
  static const Language language = [] {
    Results<Language> read = Language::load(std::string(RATIONE_SOURCE_DIR) + "/claims/en",
                                            project().record, project().atlas);
    if (!read) {
      ADD_FAILURE() << render(read.error());
      std::abort();
    }
    return std::move(*read);
  }();
  return language;
}

const CouncilVotes& votes() {
  static const CouncilVotes read = [] {
    Results<CouncilVotes> all =
        CouncilVotes::load(std::string(RATIONE_SOURCE_DIR) + "/record/votes");
    EXPECT_TRUE(all) << render(all.error());
    return std::move(*all);
  }();
  return read;
}

Engine& engine_of(Day known, const LawInstrument&) {
  static std::map<Day, std::unique_ptr<Engine>> engines;
  std::unique_ptr<Engine>& engine = engines[known];
  if (!engine) engine = std::make_unique<Engine>(project().engine(known));
  return *engine;
}

Checker& checker() {
  static Checker it(project().law, project().record, project().atlas, english(), votes(),
                    engine_of);
  return it;
}

Day day(const char* iso) { return Day::parse(iso).value(); }

Article article_of(std::string_view text, TextForm form = TextForm::plain) {
  Result<Article> article = read_article(text, "report", form);
  if (!article) {
    ADD_FAILURE() << article.error().render();
    return {};
  }
  split(*article, english());
  return std::move(*article);
}

// The worst verdict of what is found, "nothing" or "not checked".
std::string verdict_of(std::string_view text, const char* dated) {
  Article article = article_of(text);
  Found found = find_claims(article, english(), day(dated));
  std::optional<Verdict> worst;
  for (const Claim& claim : found.claims) {
    std::optional<Checked> checked = checker().check(claim, day(dated));
    if (checked && (!worst || checked->verdict > *worst)) worst = checked->verdict;
  }
  if (worst) return std::string(word_of(*worst));
  return found.not_checked.empty() ? "nothing" : "not checked";
}

Scores scores_of(const std::vector<Label>& labels, const std::string& folder) {
  Results<std::vector<Answer>> answers = answers_to(labels, folder, english(), checker());
  EXPECT_TRUE(answers) << render(answers.error());
  return score(labels, *answers);
}

std::vector<Label> labels_of(const std::string& file) {
  Result<std::string> csv = read_file(file);
  EXPECT_TRUE(csv);
  Results<std::vector<Label>> labels = read_labels(*csv, file);
  EXPECT_TRUE(labels) << render(labels.error());
  return std::move(*labels);
}

std::string told(const Scores& scores) {
  std::string out;
  for (const Miss& miss : scores.misses)
    out += miss.label->id + " " + miss.label->sentence + " | " + miss.found + "\n";
  return out;
}

// ---- reading

TEST(Reading, possessives_and_negations_are_words_of_their_own) {
  Vocabulary vocabulary;
  for (const char* word : {"russia", "did", "not", "u", "will"}) vocabulary.add(word);
  std::vector<Token> tokens;
  std::string text = "Russia\xE2\x80\x99s envoy didn't, won't";
  tokenise(text, 0, static_cast<std::uint32_t>(text.size()), vocabulary, tokens);
  ASSERT_EQ(tokens.size(), 8u);
  EXPECT_EQ(tokens[1].kind, Token::Kind::possessive);
  EXPECT_EQ(tokens[3].word, vocabulary.find("did"));
  EXPECT_EQ(tokens[4].word, vocabulary.find("not"));
  EXPECT_EQ(tokens[6].word, vocabulary.find("will"));
}

TEST(Reading, a_sentence_ends_at_its_stop_and_not_at_an_abbreviation) {
  Article article = article_of(
      "Mr. Smith of the U.S. left. It rained (\"again.\") Then 3.5 people came.\n\nA "
      "headline\n\nEnd.");
  ASSERT_EQ(article.sentences.size(), 5u);
  EXPECT_EQ(article.of(article.sentences[0]), "Mr. Smith of the U.S. left.");
  EXPECT_EQ(article.of(article.sentences[3]), "A headline");
}

TEST(Reading, offsets_are_bytes_of_the_input_in_html) {
  std::string html =
      "<html><head><title>No</title></head><body><nav>Sign up</nav><article><p>It&#39;s "
      "caf\xC3\xA9&nbsp;&amp; more. <b>Kenya ratified</b> it.</p><figcaption>cap</figcaption>"
      "<div class=\"share-bar\">Share</div></article></body></html>";
  Article article = article_of(html, TextForm::html);
  EXPECT_EQ(article.text.find("Sign up"), std::string::npos);
  EXPECT_EQ(article.text.find("Share"), std::string::npos);
  std::size_t at = article.text.find("Kenya");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(html.substr(article.input_offset(static_cast<std::uint32_t>(at)), 5), "Kenya");
  at = article.text.find("more");
  EXPECT_EQ(html.substr(article.input_offset(static_cast<std::uint32_t>(at)), 4), "more");
}

TEST(Reading, offsets_are_bytes_of_the_input_in_markdown) {
  std::string text = "# Head\n\nThe *court* has [124 members](http://x.example).\n\n    code\n";
  Article article = article_of(text, TextForm::markdown);
  std::size_t at = article.text.find("124");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(text.substr(article.input_offset(static_cast<std::uint32_t>(at)), 3), "124");
  EXPECT_EQ(article.text.find("code"), std::string::npos);
}

TEST(Reading, refuses_what_is_no_text) {
  auto code = [](std::string_view bytes, TextForm form) {
    Result<Article> article = read_article(bytes, "x", form);
    return article ? std::string("read") : std::string(text_of(article.error().code));
  };
  EXPECT_EQ(code(std::string_view("a\0b", 3), TextForm::plain), "claims.001");
  EXPECT_EQ(code("a\xFF", TextForm::plain), "claims.001");
  EXPECT_EQ(code(std::string(1'000'001, 'a'), TextForm::plain), "claims.001");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>\n";
  EXPECT_EQ(code(deep, TextForm::html), "claims.002");
  // Unclosed formatting that every paragraph takes up again.
  std::string formatting;
  for (int i = 0; i < 1500; ++i) formatting += "<b a" + std::to_string(i) + ">\n";
  for (int i = 0; i < 100'000; ++i) formatting += "<p>x\n";
  EXPECT_EQ(code(formatting, TextForm::html), "claims.002");
  EXPECT_EQ(code("", TextForm::html), "read");
}

TEST(Reading, what_has_no_full_stop_is_cut) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "Kenya ratified it, ";
  Article article = article_of(text);
  EXPECT_GT(article.sentences.size(), 10u);
  for (const Sentence& sentence : article.sentences) {
    EXPECT_LE(sentence.last_token - sentence.first_token, longest_sentence);
  }
}

TEST(Reading, days_count_from_the_day_of_the_report) {
  auto first = [](std::string_view text, const char* dated, bool ahead = false) {
    Article article = article_of(text);
    Scene scene(english(), article.text, article.tokens, 0,
                static_cast<std::uint32_t>(article.tokens.size()));
    std::vector<Dated> days = scene.days(day(dated), ahead, std::nullopt);
    return days.empty() ? std::string("none") : days.front().days.iso();
  };
  EXPECT_EQ(first("on 13 September 2000 it", "2016-11-16"), "2000-09-13");
  EXPECT_EQ(first("on September 13, 2000, it", "2016-11-16"), "2000-09-13");
  EXPECT_EQ(first("on Wednesday", "2016-11-18"), "2016-11-16");
  EXPECT_EQ(first("on Monday of last week", "2006-10-30"), "2006-10-23");
  EXPECT_EQ(first("on 19 December", "2016-11-16"), "2015-12-19");
  EXPECT_EQ(first("on 19 December", "2016-11-16", true), "2016-12-19");
  EXPECT_EQ(first("last August", "2009-03-05"), "2008-08-01/2008-08-31");
  EXPECT_EQ(first("in 2005", "2016-11-16"), "2005-01-01/2005-12-31");
  EXPECT_EQ(first("the 1998 Rome Statute", "2016-11-16"), "none");
  EXPECT_EQ(first("on 30 February 2000", "2016-11-16"), "2000-02-01/2000-02-29");
}

// ---- finding and checking

TEST(Claims, a_pronoun_means_who_was_named_before) {
  EXPECT_EQ(verdict_of("Ukraine signed the Rome Statute in January 2000. It has not ratified it.",
                       "2016-12-02"),
            "true_only_that_day");
}

TEST(Claims, plans_questions_and_hypotheses_are_none) {
  for (const char* text :
       {"Will Kenya leave the Rome Statute?", "If Kenya leaves the court, others follow.",
        "Kenya may withdraw from the Rome Statute.",
        "Had Moscow ratified the treaty, all were different.",
        "Uganda threatened to leave the International Criminal Court."}) {
    EXPECT_EQ(verdict_of(text, "2016-11-17"), "nothing") << text;
  }
}

TEST(Claims, a_treaty_that_is_named_and_not_understood_is_not_checked) {
  EXPECT_EQ(verdict_of("The Rome Statute smells of old paper.", "2016-11-17"), "not checked");
}

// news.csv: in the manner of agencies, newspapers and fact-checks, of many treaties.
TEST(Claims, our_sentences_and_our_news) {
  for (const char* file : {"sentences.csv", "news.csv"}) {
    const auto labels = labels_of(std::string(RATIONE_SOURCE_DIR) + "/tests/claims/" + file);
    Scores scores = scores_of(labels, "");
    EXPECT_GE(scores.recall(), 0.97) << told(scores);
    EXPECT_GE(scores.verdicts(), 0.97) << told(scores);
    EXPECT_LE(scores.alarms(), 0.02) << told(scores);
  }
}

// Reports as agencies write them, each sentence of which was labelled before it was read.
TEST(Claims, our_reports) {
  const std::string folder = std::string(RATIONE_SOURCE_DIR) + "/tests/claims/articles";
  const auto labels = labels_of(folder + "/labels.csv");
  Scores scores = scores_of(labels, folder);
  EXPECT_GE(scores.recall(), 0.80) << told(scores);
  EXPECT_GE(scores.verdicts(), 0.95) << told(scores);
  EXPECT_LE(scores.alarms(), 0.01) << told(scores);
}

// Words that only hint at an act are believed where the record has it, and else left open.
TEST(Claims, what_is_only_hinted_at_is_never_called_false) {
  EXPECT_EQ(verdict_of("Kenya ratified the Rome Statute. Burundi gave up on the treaty in 2017.",
                       "2018-09-11"),
            "true");
  // Of Chad nothing is found: what is true is Kenya's.
  EXPECT_EQ(verdict_of("Kenya ratified the Rome Statute. Chad gave up on the treaty in 2017.",
                       "2018-09-11"),
            "true");
}

TEST(Claims, a_sentence_without_a_verb_takes_the_one_before) {
  const std::string kenya = "Kenya has ratified the Rome Statute. ";
  EXPECT_EQ(verdict_of(kenya + "Sudan has not.", "2018-09-11"), "true");
  EXPECT_EQ(verdict_of(kenya + "So has Sudan.", "2018-09-11"), "false");
  EXPECT_EQ(verdict_of(kenya + "Neither has Chad.", "2018-09-11"), "false");
  EXPECT_EQ(verdict_of("Syria is not a party to the Rome Statute. Jordan is.", "2018-09-11"),
            "true");
}

struct Said {
  const char* text;
  const char* dated;
  const char* verdict;
};

// What the engine leaves open is never no: a way that is left out misleads.
TEST(Claims, what_a_court_can_judge_is_put_to_its_law) {
  const Said all[] = {
      {"The ICC has no jurisdiction over crimes in Syria.", "2019-05-01", "misleading"},
      {"The ICC can prosecute crimes in Syria.", "2019-05-01", "misleading"},
      {"The ICC has no jurisdiction over crimes by Syrians in Syria.", "2019-05-01", "true"},
      {"The ICC can prosecute Syrians for crimes in Syria.", "2019-05-01", "false"},
      {"Crimea is beyond the reach of the ICC.", "2016-11-16", "false"},
      {"Crimea is within the reach of the ICC.", "2016-11-16", "true"},
      {"The ICC can prosecute crimes committed in Palestine since 2014.", "2021-02-08", "disputed"},
      {"US soldiers in Afghanistan can be tried by the ICC.", "2018-09-11", "true"},
      {"US soldiers in Afghanistan cannot be tried by the ICC.", "2018-09-11", "false"},
      {"US soldiers in Iraq can be tried by the ICC.", "2018-09-11", "false"},
      {"The ICC cannot investigate crimes in non-member States.", "2018-09-11", "false"},
      {"The ICC can only prosecute crimes in member States.", "2018-09-11", "false"},
      // Before there was any way, there was none there either.
      {"The ICC cannot investigate crimes in non-member States.", "2001-01-10", "true"},
      {"The ICC has jurisdiction over crimes in Darfur.", "2005-03-01", "misleading"},
      {"The ICC has jurisdiction over crimes in Darfur.", "2006-03-01", "true"},
      {"The ICC has no jurisdiction over the Philippines.", "2020-01-01", "misleading"},
  };
  for (const Said& each : all) {
    EXPECT_EQ(verdict_of(each.text, each.dated), each.verdict) << each.text << " " << each.dated;
  }
}

TEST(Claims, a_court_of_a_State_is_not_the_court) {
  for (const char* text : {"Ukraine can prosecute crimes committed in Crimea.",
                           "The court has no jurisdiction over the former president.",
                           "The ICC might have jurisdiction over crimes in Chad.",
                           "The ICC could try them if Chad were a member."}) {
    EXPECT_EQ(verdict_of(text, "2018-09-11").substr(0, 4), "noth") << text;
    EXPECT_NE(verdict_of(text, "2018-09-11"), "false") << text;
    EXPECT_NE(verdict_of(text, "2018-09-11"), "misleading") << text;
  }
}

TEST(Claims, a_veto_is_found_by_what_the_draft_was_about) {
  const Said all[] = {
      {"Russia and China blocked the referral of Syria to the ICC.", "2015-01-10", "true"},
      {"The United States blocked the referral of Syria to the ICC.", "2015-01-10", "false"},
      {"Russia vetoed a resolution on Aleppo.", "2017-01-10", "true"},
      {"France vetoed a resolution on Aleppo.", "2017-01-10", "false"},
      {"Russia has vetoed a resolution on Mali.", "2023-09-10", "true"},
      {"Russia alone vetoed the draft on Aleppo.", "2016-12-10", "false"},
      {"A resolution on Zimbabwe was vetoed by China and Russia.", "2009-01-10", "true"},
  };
  for (const Said& each : all) {
    EXPECT_EQ(verdict_of(each.text, each.dated), each.verdict) << each.text << " " << each.dated;
  }
  EXPECT_EQ(verdict_of("The Senate blocked a resolution on Syria.", "2015-01-10"), "nothing");
}

// Another State, another day, the other voice: the verdict follows the record.
TEST(Claims, verdicts_follow_the_record_when_words_are_swapped) {
  const Record& record = project().record;
  const Day known = day("2026-11-24");
  int asked = 0, right = 0;
  std::string wrong;
  auto ask = [&](const std::string& text, std::string_view expected) {
    ++asked;
    std::string found = verdict_of(text, "2026-11-24");
    if (found == expected) {
      ++right;
    } else if (wrong.size() < 4000) {
      wrong += text + " | " + std::string(expected) + " | " + found + "\n";
    }
  };
  auto written = [](Day d) {
    static constexpr const char* months[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
    return std::to_string(d.ymd().day) + " " + months[d.ymd().month - 1] + " " +
           std::to_string(d.ymd().year);
  };
  for (const Instrument& instrument : record.instruments()) {
    if (project().law.instrument(instrument.slug) == nullptr) continue;
    if (instrument.title.find("mendment") != std::string::npos) continue;
    int acts = 0;
    for (const Act& act : record.view(instrument.slug, known).acts) {
      if (act.state.none() || !act.day.certain() || !act.only_on.empty() || !act.actor.empty())
        continue;
      // Every third act, so that no treaty takes all the time.
      if (++acts % 3 != 0 || acts > 600) continue;
      const std::string name = record.states().name(act.state);
      if (name == "Congo") continue;  // in the news, mostly the Democratic Republic
      const std::string on = written(act.day.lo), title = instrument.title;
      const std::string off = written(Day::from_number(act.day.lo.number() - 500).value());
      std::string past, noun;
      if (act.kind == "signature") {
        past = "signed";
      } else if (act.kind == "ratification") {
        past = "ratified";
      } else if (act.kind == "accession") {
        past = "acceded to";
      } else {
        continue;
      }
      ask(name + " " + past + " the " + title + " on " + on + ".", "true");
      ask("On " + on + ", the " + title + " was " + (past == "acceded to" ? "acceded to" : past) +
              " by " + name + ".",
          "true");
      ask(name + " " + past + " the " + title + " on " + off + ".", "false");
      if (act.kind == "accession")
        ask(name + " ratified the " + title + " on " + on + ".", "misleading");
      if (act.kind != "signature")
        ask(name + " has not ratified the " + title + ".",
            act.kind == "accession" ? "misleading" : "false");
      if (act.kind == "signature") ask(name + " never signed the " + title + ".", "false");
    }
  }
  EXPECT_GE(asked, 300);
  EXPECT_GE(right, asked * 95 / 100) << right << " of " << asked << "\n" << wrong;
  RecordProperty("swapped_right", right);
  RecordProperty("swapped", asked);
}

TEST(Claims, sentences_of_the_shared_gold) {
  const std::string gold = std::string(RATIONE_SOURCE_DIR) + "/../shared/gold";
  if (!std::filesystem::exists(gold + "/claims.csv")) GTEST_SKIP() << "../shared is not here";
  const auto labels = labels_of(gold + "/claims.csv");
  Scores scores = scores_of(labels, gold);
  EXPECT_GE(scores.recall(), 0.95) << told(scores);
  EXPECT_LE(scores.alarms(), 0.02) << told(scores);
  EXPECT_GE(scores.verdicts(), 0.97) << told(scores);
  const auto of_articles = labels_of(gold + "/articles/articles.csv");
  Scores articles = scores_of(of_articles, gold + "/articles");
  EXPECT_GE(articles.recall(), 0.95) << told(articles);
  EXPECT_LE(articles.alarms(), 0.03) << told(articles);
}

TEST(Votes, a_row_that_cannot_be_read_is_a_fault_with_its_place) {
  const std::string head = "day,document,yes,no,abstain,against,outcome\n";
  EXPECT_TRUE(CouncilVotes::read(head + "2014-05-22,S/2014/348,13,2,0,CHN;RUS,vetoed\n", "v.csv"));
  Results<CouncilVotes> bad =
      CouncilVotes::read(head + "2014-05-32,S/2014/348,13,2,0,CHN;RUS,vetoed\n", "v.csv");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().front().place.line, 2);
}

}  // namespace
}  // namespace ratione::claims
