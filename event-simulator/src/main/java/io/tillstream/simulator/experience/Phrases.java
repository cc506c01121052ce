package io.tillstream.simulator.experience;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The sentences that customers put together, by topic and mood. Braces hold what may stand in a place, {@code {product}} the name of a product. */
final class Phrases {

    private static final Map<Topic, Map<Mood, List<String>>> BY_TOPIC = byTopic();

    private Phrases() {}

    /** The forms of sentences about a topic in a mood. */
    static List<String> of(Topic topic, Mood mood) {
        return requireNonNull(requireNonNull(BY_TOPIC.get(topic)).get(mood));
    }

    private static Map<Topic, Map<Mood, List<String>>> byTopic() {
        Map<Topic, Map<Mood, List<String>>> all = new EnumMap<>(Topic.class);
        all.put(Topic.DELIVERY, of(delivery()));
        all.put(Topic.PRICE, of(price()));
        all.put(Topic.QUALITY, of(quality()));
        all.put(Topic.SERVICE, of(service()));
        all.put(Topic.SIZE, of(size()));
        all.put(Topic.WEBSITE, of(website()));
        return all;
    }

    private static Map<Mood, List<String>> of(List<List<String>> byMood) {
        Map<Mood, List<String>> moods = new EnumMap<>(Mood.class);
        for (Mood mood : Mood.values()) {
            moods.put(mood, byMood.get(mood.ordinal()));
        }
        return moods;
    }

    private static List<List<String>> delivery() {
        return List.of(
                List.of(
                        "{The parcel|My order|The box} {came|arrived} {a day early|right on time|faster than promised}, {great|lovely|excellent}{.|!}",
                        "{Great|Perfect|Excellent} delivery, {everything was well packed|nothing was damaged and nothing was missing|the courier was very friendly}.",
                        "I {love|like} how {quickly|carefully} {the {product} was|it was} {sent|delivered}.",
                        "Ordered on {Monday|Tuesday|Thursday|Sunday}, at my door {two days later|the next day}. {Impressive|Wonderful|Brilliant}{.|!}"),
                List.of(
                        "The parcel {came|arrived} {on the last day of the promised week|when nobody was at home}.",
                        "Delivery took {four|five|six} days, {as announced|which is about what I expected}.",
                        "The box was {larger than needed|left with the neighbours}."),
                List.of(
                        "{The parcel|My order|The box} {came|arrived} {nine days late|more than a week late|far too late}, {very disappointing|which is really bad|I am annoyed}.",
                        "{Terrible|Awful|Horrible} delivery, {the box was torn open|the {product} was broken when it came|half of the order was missing}.",
                        "The {courier|driver} {threw it over the fence|left it in the rain}, {so it was damaged|I am angry about that}.",
                        "I waited {two weeks|twelve days} and {nobody told me why, which is annoying|the tracking was wrong all the time}.",
                        "Late again. {I hate waiting for things I have paid for|This is a bad joke|Such poor delivery}."));
    }

    private static List<List<String>> price() {
        return List.of(
                List.of(
                        "{Great|Very good|Excellent} value for {the money|what I paid}.",
                        "The {product} was {a real bargain|cheaper than anywhere else}, I am {happy|very pleased} with it.",
                        "{Happy|Glad} that I {waited for|caught} the {offer|discount}, {a wonderful price|it saved me a lot}{.|!}"),
                List.of(
                        "The price is {what one pays for it elsewhere too|in the usual range}.",
                        "It costs about {as much as|the same as} {last year|in town}.",
                        "Shipping could be included {above a smaller sum|for regular customers}."),
                List.of(
                        "{Far|Much} too expensive for {what it is|this}, {a bad deal|I feel cheated}.",
                        "{Two days|A week} later it was {ten|fifteen} dollars {cheaper|less}, {very annoying|that is unfair}.",
                        "The {fees|extra charges} at the end are {a nasty surprise|awful}."));
    }

    private static List<List<String>> quality() {
        return List.of(
                List.of(
                        "The {product} is {really good|excellent|very well made}, {I love it|I would buy it again|it works perfectly}{.|!}",
                        "{Beautiful|Great|Superb} quality, {better than the picture|exactly as described}.",
                        "After {three weeks|a month} of use the {product} still {looks great|works perfectly}.",
                        "My {daughter|brother|mother} got the {product} as a gift and {loves|enjoys} it."),
                List.of(
                        "The {product} is {all right|okay}, {nothing special|as described}.",
                        "The {product} does what it says, {the colour is a little darker than in the picture|the manual could be longer}.",
                        "For {every day|the kitchen|the garden} it will do."),
                List.of(
                        "The {product} {broke|fell apart} after {two days|one week}, {terrible quality|such a waste of money}.",
                        "{Poor|Bad|Cheap and bad} quality, {nothing like the picture|I am very disappointed}.",
                        "The {product} {arrived scratched|does not work|smells horrible}, {I want my money back|really bad}.",
                        "{Never again|I regret buying it}: the {product} is {useless|awful|a disappointment}."));
    }

    private static List<List<String>> service() {
        return List.of(
                List.of(
                        "{Support|The service team|The lady on the phone} was {very friendly|really helpful|kind and quick}{.|!}",
                        "I had a question and got a {helpful|friendly} answer {within an hour|the same day}, {great service|thank you}.",
                        "The exchange was {easy|no problem at all}, {excellent service|I am very happy}."),
                List.of(
                        "I got an answer {after a day|in the end}.",
                        "The {hotline|chat} is {open in the morning only|a little hidden}.",
                        "They {asked for the order number twice|sent me a form}."),
                List.of(
                        "{Support|The service team} {never answered|ignored three of my letters}, {horrible|I am angry}.",
                        "{Rude|Unfriendly|Useless} {support|service}, {nobody wanted to help|they only blamed me}.",
                        "I have been {waiting for a reply|asking for my refund} for {ten days|two weeks}, {this is a shame|bad service}."));
    }

    private static List<List<String>> size() {
        return List.of(
                List.of(
                        "The {product} {fits perfectly|is just the right size}, {great|I love it}.",
                        "The size {chart|guide} was {very helpful|right}, {a perfect fit|it fits me well and I am happy}."),
                List.of(
                        "The {product} is a {little smaller|little larger} than I thought, {I keep it|still fine}.",
                        "{Take one size up|It runs small}, then it fits."),
                List.of(
                        "{Much too small|Far too large}, the size {chart|guide} is {wrong|useless}.",
                        "The {product} {does not fit|is the wrong size}, {disappointing|annoying} that I have to send it back."));
    }

    private static List<List<String>> website() {
        return List.of(
                List.of(
                        "{The site|The shop|The app} is {easy to use|clear and quick|a pleasure to use}, {great|well done}.",
                        "{Found|I found} the {product} {in a minute|at once}, {paying was easy|very good search}."),
                List.of(
                        "The {site|app} {could remember my address|asks for the same data twice}.",
                        "It took me {a while|some time} to find the {basket|delivery times}."),
                List.of(
                        "{The site|The checkout|The app} {crashed twice|lost my basket}, {terrible|very annoying}.",
                        "The search is {bad|useless}, {I gave up in anger|it never finds what I want}."));
    }
}
