/** A question as a module asks it, about the section `check` of the article KI-0001. */
export const asked = `<Question id="lock" ask="single" about="KI-0001#check">

Whose lock?

<Choice is="right">

Hers

</Choice>
<Choice is="wrong" why="It names her.">

His

</Choice>
</Question>`;
