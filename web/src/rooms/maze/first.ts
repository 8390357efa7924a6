/** What the room shows to who comes with nothing. Made by the generator. */
export const FIRST = [
  ' ##   #    ### ',
  '   #  #    G   ',
  '      # ##     ',
  '##     ### ##  ',
  '    ## ####    ',
  '##    ##### ###',
  '##    #####  ##',
  '           # # ',
  ' ##     ###    ',
  '  #        # # ',
  '  #  ## ##  #  ',
  '# ##   ##   # #',
  '  # ## ## #    ',
  '   #    ###  # ',
  '# S##      #   ',
].join('')
